import type { Api } from '../api/Api.ts';
import { floatsFromBase64 } from '../api/packBytes.ts';
import type { Side } from '../editor/Side.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Learning } from './Learning.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Truth } from './Truth.svelte.ts';

/** What can be looked at on the way from photograph to labels. */
export const STAGES = [
  'image',
  'cam',
  'attention',
  'refined',
  'direct',
  'adcam',
  'learned',
  'labels',
  'origins',
  'truth',
  'difference',
] as const;
export type Stage = (typeof STAGES)[number];
/** Stages that show a score map of one class. */
const OF_A_CLASS: ReadonlySet<Stage> = new Set(['cam', 'direct', 'adcam', 'learned']);

/** Stages that are not there in every project, and their usual keys: they move none of the others. */
const OWN_KEYS: Partial<Record<Stage, string>> = { learned: 'Alt+9', truth: '', difference: 'Alt+0' };

/** Its usual key; empty where it has none. */
export function stageKey(stage: Stage): string {
  const others = STAGES.filter((other) => OWN_KEYS[other] === undefined);
  return OWN_KEYS[stage] ?? `Alt+${others.indexOf(stage) + 1}`;
}

/** Whether a stage shows the score map of one class. */
export function isOfClass(stage: Stage): boolean {
  return OF_A_CLASS.has(stage);
}

/** Stages that are there without a pack, since nothing is computed for them. */
const AT_HAND: ReadonlySet<Stage> = new Set(['image', 'labels', 'origins', 'truth', 'difference']);
/** Those that compare labels with true ones. */
const OF_TRUTH: ReadonlySet<Stage> = new Set(['truth', 'difference']);

/** Whether a stage shows evidence, which a pack makes. */
export function needsPack(stage: Stage): boolean {
  return !AT_HAND.has(stage);
}

/** Score maps `[C, grid, grid]` of these classes. */
interface ClassMaps {
  labels: readonly number[];
  values: Float32Array;
}

interface Maps {
  /** What the maps were made for. */
  key: string;
  grid: number;
  /** By stage; what was learned has classes of its own, and may be missing. */
  of: Partial<Record<Stage, ClassMaps>>;
}

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  learning: Learning;
  truth: Truth;
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
    if (OF_TRUTH.has(stage) && !this.parts.truth.isThere) return;
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

  /** Stages that can be looked at now, and those that are. */
  get stages(): readonly Stage[] {
    const maps = this.maps?.key === this.key() ? this.maps : undefined;
    const isThere = maps ? maps.of.learned !== undefined : Boolean(this.parts.learning.headId);
    const isShown = this.left === 'learned' || this.right === 'learned';
    const hasTruth = this.parts.truth.isThere;
    return STAGES.filter((stage) => {
      if (stage === 'learned') return isThere || isShown;
      return hasTruth || !OF_TRUTH.has(stage);
    });
  }

  /** Whether a stage has no map of a class: one that only what was learned can propose, say. */
  lacks(stage: Stage, label: number): boolean {
    const maps = this.maps;
    if (!isOfClass(stage) || !maps || maps.key !== this.key()) return false;
    return !maps.of[stage]?.labels.includes(label);
  }

  /** What LabelView draws for a stage; the photograph until the evidence is there. */
  side(stage: Stage, label: number): Side {
    if (stage === 'labels' || stage === 'origins') return { kind: stage };
    if (stage === 'truth' || stage === 'difference')
      return { kind: this.parts.truth.labels ? stage : 'photo' };
    if (stage === 'image') return { kind: 'photo' };
    const maps = this.maps;
    if (!maps || maps.key !== this.key()) return { kind: 'photo' };
    const { grid } = maps;
    if (stage === 'attention' || stage === 'refined') {
      const map = stage === 'attention' ? this.rows?.before : this.rows?.after;
      return map ? { kind: 'heat', map, grid } : { kind: 'photo' };
    }
    const found = maps.of[stage];
    const at = found?.labels.indexOf(label) ?? -1;
    if (!found || at === -1) return { kind: 'photo' };
    return { kind: 'heat', map: found.values.subarray(at * grid ** 2, (at + 1) * grid ** 2), grid };
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
      const { grid, labels, maps, learned } = await this.parts.api.call('image.evidence', { id: image.id });
      const mapsOf = (values: string): ClassMaps => ({ labels, values: floatsFromBase64(values) });
      const of = { cam: mapsOf(maps.cam), direct: mapsOf(maps.direct), adcam: mapsOf(maps.adcam) };
      const taught = learned && { labels: learned.labels, values: floatsFromBase64(learned.values) };
      this.maps = { key, grid, of: { ...of, ...(taught && { learned: taught }) } };
      this.patch = -1;
      this.rows = undefined;
    });
    this.loading = false;
    if (this.key() !== key) return this.need();
    await this.lookFrom(middle.x, middle.y);
  }

  private key(): string {
    const { image } = this.parts.current;
    const { project, learning } = this.parts;
    return JSON.stringify([image?.id, image?.detail.tags, project.summary?.parameters, learning.headId]);
  }
}

/** A row of attention, its largest value at 1: a patch looks at many, so that shares are small. */
function stretched(text: string): Float32Array {
  const row = floatsFromBase64(text);
  const largest = row.reduce((a, b) => Math.max(a, b), 0) || 1;
  return row.map((value) => Math.sqrt(value / largest));
}
