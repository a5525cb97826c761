import type { LabPhoto } from '../../src/renderer/editor/LabPhoto.ts';
import { paintPolygon } from '../../src/renderer/editor/paintPolygon.ts';
import type { Point } from '../../src/renderer/editor/View.ts';
import { BACKGROUND, VOID } from '../../src/shared/labels/labelCodes.ts';
import type { Region } from './geometry.ts';
import { outline, parts, simplified, squaredDistances } from './geometry.ts';
import { paintWork } from './paintWork.ts';
import type { InHand, Polygon, Stroke, Work } from './Work.ts';

/** A label map, `uint8[height, width]`. */
export type LabelMap = Region;

const RADII = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
/** The smart brush may reach beyond what it paints, by its radius less this share of it. */
const SMART_RADII = [8, 16, 24, 32, 48];
const SMART_ROOM = 0.4;
/** A stroke that comes by at more places is none that anybody draws. */
const LONGEST_WAY = 60;
/** Errors smaller than this many pixels nobody corrects alone. */
export const WORTH = 12;
const TOLERANCES = [24, 20, 16, 13, 10, 8, 6, 5, 4, 3, 2.5, 2, 1.5, 1, 0.5];

/** Pixels of one class in both, over pixels of any class in either; what is void in the truth counts in neither. */
export function foregroundIou(labels: LabelMap, truth: LabelMap): number {
  let [both, either] = [0, 0];
  truth.data.forEach((wanted, i) => {
    const label = labels.data[i] === VOID ? BACKGROUND : labels.data[i]!;
    if (wanted === VOID || (wanted === BACKGROUND && label === BACKGROUND)) return;
    either += 1;
    if (label === wanted) both += 1;
  });
  return either === 0 ? 1 : both / either;
}

/** Pixels that are as in the truth, what is void there left out. */
export function rightPixels(labels: LabelMap, truth: LabelMap): number {
  let right = 0;
  truth.data.forEach((wanted, i) => {
    if (wanted !== VOID && labels.data[i] === wanted) right += 1;
  });
  return right;
}

/** The painting that corrects most pixels for its price, and how many for each unit of it. */
export function nextWork(
  labels: LabelMap,
  truth: LabelMap,
  hand: InHand,
  {
    polygon,
    photo,
    price,
  }: { polygon: boolean; photo?: LabPhoto | undefined; price: (work: Work, hand: InHand) => number },
): { work: Stroke | Polygon; rate: number } | undefined {
  const { width, height } = truth;
  const wrong = new Map<number, Uint8Array>();
  truth.data.forEach((wanted, i) => {
    if (wanted === VOID || wanted === labels.data[i]) return;
    if (!wrong.has(wanted)) wrong.set(wanted, new Uint8Array(width * height));
    wrong.get(wanted)![i] = 1;
  });
  let best: { work: Stroke | Polygon; rate: number } | undefined;
  for (const [label, data] of wrong) {
    const errors = parts({ width, height, data }).filter((pixels) => pixels.length >= WORTH);
    const candidates = [
      ...brushWork(label, errors.slice(0, 3), truth, photo !== undefined),
      ...(label === BACKGROUND || !polygon ? [] : polygonWork(label, errors.slice(0, 2), truth)),
    ];
    for (const work of candidates) {
      const cost = price(work, hand);
      // The smart brush takes long to look, and paints no more than the brush does.
      if (work.tool === 'smart' && mostOf(work, data, truth) / cost <= (best?.rate ?? 0)) continue;
      const rate = gainOf(work, labels, truth, photo) / cost;
      if (rate > (best?.rate ?? 0)) best = { work, rate };
    }
  }
  return best;
}

/** How many corners polygons need that reach an IoU with nothing proposed; undefined where none do. */
export function idealCorners(truth: LabelMap, wanted: number): number | undefined {
  const objects = objectsOf(truth);
  for (const tolerance of TOLERANCES) {
    const drawn = { ...truth, data: new Uint8Array(truth.data.length) };
    const polygons = objects.map(({ label, edge }) => ({ label, corners: simplified(edge, tolerance) }));
    for (const { label, corners } of polygons) paintPolygon(drawn, corners, { label });
    if (foregroundIou(drawn, truth) >= wanted)
      return polygons.reduce((sum, { corners }) => sum + corners.length, 0);
  }
  return undefined;
}

function objectsOf(truth: LabelMap): { label: number; edge: Point[]; pixels: number[] }[] {
  const labels = [...new Set(truth.data)].filter((label) => label !== BACKGROUND && label !== VOID);
  return labels.flatMap((label) =>
    parts({ ...truth, data: Uint8Array.from(truth.data, (value) => Number(value === label)) })
      .filter((pixels) => pixels.length >= WORTH)
      .map((pixels) => ({ label, pixels, edge: outline(pixels, truth.width) })),
  );
}

/** Strokes that pass over as much of an error as their size allows: of the brush they stay where the label is right. */
function brushWork(label: number, errors: readonly number[][], truth: LabelMap, smart: boolean): Stroke[] {
  const { width, height } = truth;
  const forbidden = Uint8Array.from(truth.data, (value) => Number(value !== label && value !== VOID));
  const room = squaredDistances({ width, height, data: forbidden });
  return errors.flatMap((pixels) => {
    const data = new Uint8Array(width * height);
    for (const index of pixels) data[index] = 1;
    const toError = squaredDistances({ width, height, data });
    const strokes = (tool: Stroke['tool'], radius: number, kept: number): Stroke[] => {
      const centres = Uint8Array.from(room, (distance, i) =>
        Number(distance > (radius * kept + 0.5) ** 2 && toError[i]! <= (radius * 0.8) ** 2),
      );
      return parts({ width, height, data: centres })
        .slice(0, 2)
        .map((centre) => ({ tool, label, radius, way: wayOver(centre, width, Math.max(1, radius)) }));
    };
    return [
      ...RADII.flatMap((radius) => strokes('brush', radius, 1)),
      ...(smart ? SMART_RADII.flatMap((radius) => strokes('smart', radius, SMART_ROOM)) : []),
    ].filter(({ way }) => way.length > 0);
  });
}

/** A way that comes by everywhere in a part, walked like a tree. */
function wayOver(pixels: readonly number[], width: number, spacing: number): Point[] {
  const cell = (index: number): string =>
    `${Math.floor((index % width) / spacing)} ${Math.floor(index / width / spacing)}`;
  const cells = new Map<string, number>();
  for (const index of pixels) if (!cells.has(cell(index))) cells.set(cell(index), index);
  if (cells.size > LONGEST_WAY) return [];
  const way: Point[] = [];
  const seen = new Set<string>();
  const point = (key: string): Point => {
    const index = cells.get(key)!;
    return { x: (index % width) + 0.5, y: Math.floor(index / width) + 0.5 };
  };
  const walk = (key: string): void => {
    seen.add(key);
    way.push(point(key));
    const [x, y] = key.split(' ').map(Number) as [number, number];
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ] as const) {
      const next = `${x + dx} ${y + dy}`;
      if (!cells.has(next) || seen.has(next)) continue;
      walk(next);
      way.push(point(key));
    }
  };
  walk(cell(pixels[0]!));
  return way;
}

/** Polygons around the objects that errors belong to. */
function polygonWork(label: number, errors: readonly number[][], truth: LabelMap): Polygon[] {
  const objects = objectsOf(truth).filter((object) => object.label === label);
  return errors.flatMap(([first]) => {
    const object = objects.find(({ pixels }) => pixels.includes(first!));
    if (!object) return [];
    return [12, 8, 5, 3].map((tolerance): Polygon => ({
      ...{ tool: 'polygon', label },
      corners: simplified(object.edge, tolerance),
    }));
  });
}

/** How many wrong pixels the smart brush may reach at most. */
function mostOf(work: Stroke, wrong: Uint8Array, { width, height }: LabelMap): number {
  const reached = new Uint8Array(width * height);
  paintWork({ width, height, data: reached }, { ...work, tool: 'brush' }, 1);
  return reached.reduce((sum, inside, i) => sum + (inside & wrong[i]!), 0);
}

/** How many more pixels are right afterwards. */
function gainOf(work: Stroke | Polygon, labels: LabelMap, truth: LabelMap, photo?: LabPhoto): number {
  const { width, height } = truth;
  const painted = new Uint8Array(width * height);
  paintWork({ width, height, data: painted }, work, 1, photo);
  let gain = 0;
  painted.forEach((inside, i) => {
    const wanted = truth.data[i]!;
    if (!inside || wanted === VOID) return;
    gain += Number(work.label === wanted) - Number(labels.data[i] === wanted);
  });
  return gain;
}
