import type { Api } from '../api/Api.ts';
import { floatsFromBase64 } from '../api/packBytes.ts';
import type { Side } from '../editor/Side.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

/** What can be looked at on the way from photograph to labels. */
export const STAGES = [
  'image',
  'cam',
  'attention',
  'refined',
  'direct',
  'adcam',
  'labels',
  'origins',
] as const;
export type Stage = (typeof STAGES)[number];

/** Stages that are there without a pack, since nothing is computed for them. */
const AT_HAND: ReadonlySet<Stage> = new Set(['image', 'labels', 'origins']);

/** Whether a stage shows evidence, which a pack makes. */
export function needsPack(stage: Stage): boolean {
  return !AT_HAND.has(stage);
}

interface Maps {
  /** What the maps were made for. */
  key: string;
  grid: number;
  labels: number[];
  cam: Float32Array;
  direct: Float32Array;
  adcam: Float32Array;
}

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
}

/** The evidence behind the open image's proposal, and which of it is shown on which side of the divider. */
export class Evidence {
  private readonly parts: Parts;
  left = $state<Stage>('labels');
  right = $state<Stage>('labels');
  comparing = $state(false);
  /** Where the divider stands, as a share of the canvas's width. */
  divider = $state(0.5);
  loading = $state(false);
  private maps = $state.raw<Maps>();
  private rows = $state.raw<{ before: Float32Array; after: Float32Array }>();
  private patch = -1;
  private asking = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Shows a stage: on the right of the divider while two are compared, else on the whole image. */
  show(stage: Stage): void {
    this.right = stage;
    if (!this.comparing) this.left = stage;
    void this.need();
  }

  showLeft(stage: Stage): void {
    this.left = stage;
    void this.need();
  }

  compare(): void {
    this.comparing = !this.comparing;
    if (this.comparing && this.left === this.right) this.left = this.right === 'image' ? 'labels' : 'image';
    if (!this.comparing) this.left = this.right;
  }

  /** What LabelView draws for a stage; the photograph until the evidence is there. */
  side(stage: Stage, label: number): Side {
    if (stage === 'labels' || stage === 'origins') return { kind: stage };
    if (stage === 'image') return { kind: 'photo' };
    const maps = this.maps;
    if (!maps || maps.key !== this.key()) return { kind: 'photo' };
    const { grid } = maps;
    if (stage === 'attention' || stage === 'refined') {
      const map = stage === 'attention' ? this.rows?.before : this.rows?.after;
      return map ? { kind: 'heat', map, grid } : { kind: 'photo' };
    }
    const at = Math.max(0, maps.labels.indexOf(label));
    if (maps.labels.length === 0) return { kind: 'photo' };
    return { kind: 'heat', map: maps[stage].subarray(at * grid ** 2, (at + 1) * grid ** 2), grid };
  }

  /** Asks for the attention of the patch under an image point, where a stage shows it. */
  async lookFrom(x: number, y: number): Promise<void> {
    const { maps } = this;
    const { image } = this.parts.current;
    const wanted = [this.left, this.right].some((stage) => stage === 'attention' || stage === 'refined');
    if (!wanted || !image || !maps || this.asking) return;
    const cell = (value: number, size: number): number =>
      Math.min(maps.grid - 1, Math.max(0, Math.floor((value / size) * maps.grid)));
    const patch = cell(y, image.layer.height) * maps.grid + cell(x, image.layer.width);
    if (patch === this.patch) return;
    this.asking = true;
    this.patch = patch;
    await this.parts.notices.attempt(async () => {
      const rows = await this.parts.api.call('image.attention', { id: image.id, patch });
      this.rows = { before: stretched(rows.before), after: stretched(rows.after) };
    });
    this.asking = false;
  }

  /** Fetches what the stages on view need, once for each image and each way of proposing. */
  async need(): Promise<void> {
    const { image } = this.parts.current;
    const needed = [this.left, this.right].some(needsPack);
    const key = this.key();
    if (!needed || !image || this.loading) return;
    const middle = { x: image.layer.width / 2, y: image.layer.height / 2 };
    if (this.maps?.key === key) {
      if (!this.rows) await this.lookFrom(middle.x, middle.y);
      return;
    }
    this.loading = true;
    await this.parts.notices.attempt(async () => {
      const { grid, labels, maps } = await this.parts.api.call('image.evidence', { id: image.id });
      const [cam, direct, adcam] = [maps.cam, maps.direct, maps.adcam].map(floatsFromBase64);
      this.maps = { key, grid, labels, cam: cam!, direct: direct!, adcam: adcam! };
      this.patch = -1;
      this.rows = undefined;
    });
    this.loading = false;
    if (this.key() !== key) return this.need();
    await this.lookFrom(middle.x, middle.y);
  }

  private key(): string {
    const { image } = this.parts.current;
    return JSON.stringify([image?.id, image?.detail.tags, this.parts.project.summary?.parameters]);
  }
}

/** A row of attention, its largest value at 1: a patch looks at many, so that shares are small. */
function stretched(text: string): Float32Array {
  const row = floatsFromBase64(text);
  const largest = row.reduce((a, b) => Math.max(a, b), 0) || 1;
  return row.map((value) => Math.sqrt(value / largest));
}
