import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { clip } from '../../shared/labels/Layer.ts';
import type { LabPhoto } from './LabPhoto.ts';
import { labDistance2, labIndex } from './LabPhoto.ts';
import type { BrushShape, MayPaint } from './paintBrush.ts';
import type { Point } from './View.ts';

/** What is like the centre. Distances are of CIE76; chosen on photographs with true masks (docs/design.md). */
export const STAMP_RULE = {
  /** Radius of what is looked at under the centre, as a share of the brush's. */
  centre: 0.15,
  /** How far from the centre's mean a colour may be at the rim: that much, and that many deviations of the centre's colours. */
  tolerance: 8,
  deviations: 2,
  /** At the centre it may be so many times as far more. */
  nearer: 3,
  /** From one pixel to the next a greater distance is an edge, which is not crossed. */
  edge: 20,
  /** Holes up to this share of the brush are filled. */
  hole: 0.03,
};
export type StampRule = typeof STAMP_RULE;

const [OUTSIDE, FREE, LIKE, UNLIKE, RIM] = [0, 1, 2, 3, 4];
/** Radius in which at least one pixel's centre lies. */
const LEAST_CENTRE = 0.75;

interface Spot {
  at: Point;
  radius: number;
  shape: BrushShape;
}

/** What of a touch depends on the brush alone: a square around its middle, `[side, side]`. */
interface Form {
  radius: number;
  shape: BrushShape;
  /** From the middle pixel to the last one. */
  reach: number;
  side: number;
  state: Uint8Array;
  tolerance: Float32Array;
}

/**
 * One touch of the smart brush: the pixels within its reach that look like those under its centre and hang together with it.
 * It keeps its arrays, since a stroke has many touches.
 */
export class SmartStamp {
  private readonly photo: LabPhoto;
  private readonly rule: StampRule;
  /** The box around the brush: what each pixel is, its colour, and indices of pixels to be looked at. */
  private state = new Uint8Array(0);
  private lab = new Uint8Array(0);
  private queue = new Int32Array(0);
  /** How far a colour may be from the centre's, as a multiple of what it may be at the rim. */
  private tolerance = new Float32Array(0);
  private form: Form | undefined;

  constructor(photo: LabPhoto, rule = STAMP_RULE) {
    this.photo = photo;
    this.rule = rule;
  }

  /** Paints one touch around the middle of a pixel; nothing where that lies beside the image. */
  paint(layer: Layer, options: Spot & { label: number; mayPaint?: MayPaint | undefined }): void {
    const { radius, shape, label, mayPaint } = options;
    const [column, row] = [Math.floor(options.at.x), Math.floor(options.at.y)];
    if (column < 0 || row < 0 || column >= layer.width || row >= layer.height) return;
    const at = { x: column + 0.5, y: row + 0.5 };
    if (this.form?.radius !== radius || this.form.shape !== shape)
      this.form = formOf(radius, shape, this.rule.nearer);
    const { form } = this;
    const around = { x: column - form.reach, y: row - form.reach, width: form.side, height: form.side };
    const box = clip(layer, around)!;
    this.lookAt(box, around, form);
    const start = (row - box.y) * box.width + column - box.x;
    this.spread(box, start, this.centreOf(box, { at, radius }, start));
    this.takeRim(box);
    this.fillHoles(box, this.rule.hole * Math.PI * radius * radius);
    for (let y = 0, i = 0; y < box.height; y++) {
      const line = (box.y + y) * layer.width + box.x;
      for (let x = 0; x < box.width; x++, i++)
        if (this.state[i] === LIKE && (!mayPaint || mayPaint(box.x + x, box.y + y)))
          layer.data[line + x] = label;
    }
  }

  /** Takes over colours, and which pixels are within reach. */
  private lookAt(box: Rectangle, around: Rectangle, form: Form): void {
    const count = box.width * box.height;
    if (this.state.length < count) {
      this.state = new Uint8Array(count);
      this.tolerance = new Float32Array(count);
      this.lab = new Uint8Array(3 * count);
      this.queue = new Int32Array(count);
    }
    const { photo, state, tolerance, lab } = this;
    const isWhole = photo.scaleX === 1;
    for (let y = 0, i = 0; y < box.height; y++, i += box.width) {
      const from = (box.y - around.y + y) * form.side + box.x - around.x;
      state.set(form.state.subarray(from, from + box.width), i);
      tolerance.set(form.tolerance.subarray(from, from + box.width), i);
      if (isWhole) {
        const first = labIndex(photo, box.x, box.y + y);
        lab.set(photo.data.subarray(first, first + 3 * box.width), 3 * i);
      } else
        for (let x = 0; x < box.width; x++) {
          const at = labIndex(photo, box.x + x, box.y + y);
          for (let channel = 0; channel < 3; channel++)
            lab[3 * (i + x) + channel] = photo.data[at + channel]!;
        }
    }
  }

  /** Mean of the colours under the centre, in Lab bytes, and their deviation from it. */
  private centreOf(
    box: Rectangle,
    { at, radius }: Pick<Spot, 'at' | 'radius'>,
    start: number,
  ): { mean: number[]; deviation: number } {
    const reach = Math.max(LEAST_CENTRE, this.rule.centre * radius);
    const pixels = [start];
    const [top, bottom] = [Math.floor(at.y - reach), Math.floor(at.y + reach)];
    const [left, right] = [Math.floor(at.x - reach), Math.floor(at.x + reach)];
    for (let y = Math.max(box.y, top); y <= Math.min(box.y + box.height - 1, bottom); y++)
      for (let x = Math.max(box.x, left); x <= Math.min(box.x + box.width - 1, right); x++)
        if (Math.hypot(x + 0.5 - at.x, y + 0.5 - at.y) <= reach)
          pixels.push((y - box.y) * box.width + x - box.x);
    const mean = [0, 1, 2].map(
      (channel) => pixels.reduce((sum, i) => sum + this.lab[3 * i + channel]!, 0) / pixels.length,
    );
    const squares = pixels.reduce((sum, i) => sum + labDistance2(this.lab, 3 * i, mean, 0), 0);
    return { mean, deviation: Math.sqrt(squares / pixels.length) };
  }

  /** Goes from pixel to pixel as long as they are like the centre. */
  private spread(
    { width, height }: Rectangle,
    start: number,
    { mean, deviation }: { mean: number[]; deviation: number },
  ): void {
    const { state, tolerance, lab, queue, rule } = this;
    const [lightness, green, blue] = mean as [number, number, number];
    const allowed = rule.tolerance + rule.deviations * deviation;
    const edge = rule.edge * rule.edge;
    let end = 1;
    queue[0] = start;
    state[start] = LIKE;
    for (let next = 0; next < end; next++) {
      const i = queue[next]!;
      const x = i % width;
      if (x > 0) visit(i, i - 1);
      if (x + 1 < width) visit(i, i + 1);
      if (i >= width) visit(i, i - width);
      if (i < width * (height - 1)) visit(i, i + width);
    }

    function visit(from: number, i: number): void {
      if (state[i] !== FREE) return;
      const limit = allowed * tolerance[i]!;
      const l = (lab[3 * i]! - lightness) / 2;
      const a = lab[3 * i + 1]! - green;
      const b = lab[3 * i + 2]! - blue;
      if (l * l + a * a + b * b > limit * limit) return;
      if (labDistance2(lab, 3 * i, lab, 3 * from) > edge) return;
      state[i] = LIKE;
      queue[end++] = i;
    }
  }

  /** At an edge colours are mixed: takes pixels along the rim that are no less like what is inside them than what is outside. */
  private takeRim({ width, height }: Rectangle): void {
    const { state, lab } = this;
    for (let i = 0; i < width * height; i++) {
      if (state[i] !== FREE) continue;
      const x = i % width;
      const across = x > 0 && x + 1 < width && (isRim(i, i - 1, i + 1) || isRim(i, i + 1, i - 1));
      const along = i >= width && i < width * (height - 1);
      if (across || (along && (isRim(i, i - width, i + width) || isRim(i, i + width, i - width))))
        state[i] = RIM;
    }
    for (let i = 0; i < width * height; i++) if (state[i] === RIM) state[i] = LIKE;

    // Between the two, that is, and not a line of another colour.
    function isRim(i: number, inner: number, outer: number): boolean {
      if (state[inner] !== LIKE) return false;
      const toInner = labDistance2(lab, 3 * i, lab, 3 * inner);
      const across = labDistance2(lab, 3 * inner, lab, 3 * outer);
      return toInner < across && toInner <= labDistance2(lab, 3 * i, lab, 3 * outer);
    }
  }

  /** Takes in what is unlike the centre, where it is small and does not reach the rim of the brush. */
  private fillHoles({ width, height }: Rectangle, largest: number): void {
    const { state, queue } = this;
    let end = 0;
    let isHole: boolean;
    for (let seed = 0; seed < width * height; seed++) {
      if (state[seed] !== FREE) continue;
      [end, isHole] = [0, true];
      look(seed);
      for (let next = 0; next < end; next++) {
        const i = queue[next]!;
        const x = i % width;
        look(x > 0 ? i - 1 : -1);
        look(x + 1 < width ? i + 1 : -1);
        look(i - width);
        look(i + width);
      }
      if (isHole && end <= largest) for (let next = 0; next < end; next++) state[queue[next]!] = LIKE;
    }

    function look(i: number): void {
      if (i < 0 || i >= width * height || state[i] === OUTSIDE) isHole = false;
      else if (state[i] === FREE) {
        state[i] = UNLIKE;
        queue[end++] = i;
      }
    }
  }
}

function formOf(radius: number, shape: BrushShape, nearer: number): Form {
  const reach = Math.floor(radius);
  const side = 2 * reach + 1;
  const state = new Uint8Array(side * side);
  const tolerance = new Float32Array(side * side);
  for (let y = -reach, i = 0; y <= reach; y++)
    for (let x = -reach; x <= reach; x++, i++) {
      const away = Math.hypot(x, y);
      state[i] = shape === 'square' || away <= radius ? FREE : OUTSIDE;
      tolerance[i] = 1 + nearer * (1 - Math.min(1, away / radius));
    }
  return { radius, shape, reach, side, state, tolerance };
}
