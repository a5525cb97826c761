import type { ImageDetail, ImageSummary, Refined, StrokeOutcome } from '../../shared/contract/imageRoutes.ts';
import { unpackBytes } from '../api/packBytes.ts';
import { proposalBasis } from '../../shared/labels/proposalBasis.ts';
import type { ObjectEdit, StoredObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { paste } from '../../shared/labels/Layer.ts';
import { LabelSampler } from '../../shared/labels/LabelSampler.ts';
import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import type { OriginId } from '../editor/origins.ts';
import { originOf } from '../editor/origins.ts';
import type { RecordedStroke } from '../editor/StrokeRecorder.ts';
import type { Picture } from '../editor/Picture.ts';
import { isDecided } from '../../shared/images/imageState.ts';
import type { Api } from '../api/Api.ts';
import { givenLabels, scoresOf, unpackRefined } from './loadPicture.ts';
import type { Outbox } from './Outbox.ts';

/** What an open image needs of its surroundings. */
export interface OpenImageOptions {
  api: Api;
  outbox: Outbox;
  /** Thresholds in force, by label. */
  thresholdsOf: (detail: ImageDetail) => Record<number, number>;
  /** Of these, the image's own. */
  ownOf: (detail: ImageDetail) => Record<number, number>;
  onSummary: (image: ImageSummary) => void;
  /** Is told of a proposal that has come. */
  onProposed: () => void;
  /** How many of its changes were refused and are kept. */
  held: number;
}

/** The image on the desk: what is known of it, its thresholds, and the layer that is painted on. */
export class OpenImage {
  detail = $state.raw<ImageDetail>() as ImageDetail;
  scores = $state.raw<Picture['scores']>(null);
  /** The label map that came from elsewhere: what is proposed, whatever the scores say. */
  given = $state.raw<Picture['given']>();
  /** The proposal along edges that came last, whatever was moved since. */
  private refined = $state.raw<Picture['refined']>();
  /** Thresholds in force, by label: the image's own, else the project's. */
  thresholds = $state<Record<number, number>>({});
  /** Its own thresholds, by label, where it has any. */
  own: Record<number, number> = {};
  /** How its regions are parted and joined, in order, and what of that was taken back. */
  objectEdits = $state.raw<readonly StoredObjectEdit[]>([]);
  /** Of these, what stands. */
  readonly standingEdits = $derived.by((): ObjectEdit[] =>
    this.objectEdits.flatMap(({ edit, undone }) => (undone ? [] : [edit])),
  );
  canUndo = $state(false);
  canRedo = $state(false);
  /** Counts changes of the layer; the layer itself is a plain array. */
  layerVersion = $state(0);
  readonly picture: Picture;
  /** How many of its changes were refused when it was opened and are kept. */
  readonly held: number;
  readonly layer: Layer;
  /** What of the layer has changed and is not on the canvas yet. */
  dirty: Rectangle[] = [];
  private readonly options: OpenImageOptions;

  constructor(detail: ImageDetail, picture: Picture, options: OpenImageOptions) {
    this.detail = detail;
    this.picture = picture;
    this.scores = picture.scores;
    this.given = picture.given;
    this.refined = picture.refined;
    this.layer = { width: picture.width, height: picture.height, data: picture.decided };
    this.objectEdits = detail.objectEdits;
    this.canUndo = detail.canUndo;
    this.canRedo = detail.canRedo;
    this.options = options;
    this.held = options.held;
    this.takeThresholds(detail);
  }

  get id(): number {
    return this.detail.id;
  }
  get frozen(): boolean {
    return this.detail.state === 'accepted';
  }
  get decided(): boolean {
    return isDecided(this.detail.state);
  }
  /** Whether its labels cannot be changed now: it is decided, or its photograph is another one. */
  get closed(): boolean {
    return this.decided || this.detail.changed !== null;
  }

  /** Whether its tags are the classifier's, and nobody has confirmed them. */
  get isGuessed(): boolean {
    return this.detail.tagSource === 'classifier' && (this.detail.tags?.length ?? 0) > 0;
  }

  /** Who decided a pixel. */
  originAt(x: number, y: number): OriginId {
    return originOf(this.picture.hand?.[y * this.layer.width + x] ?? UNTOUCHED);
  }

  /** Tells labels of pixels as they are now. */
  sampler(voidHalfWidth: number): LabelSampler {
    const { width, height, data } = this.layer;
    return new LabelSampler({
      ...{ width, height, voidHalfWidth, scores: this.scores, thresholds: this.orderedThresholds },
      ...{ refined: this.wholeNow(voidHalfWidth), decided: data },
    });
  }

  /** Thresholds in force, in the order of the scores. */
  get orderedThresholds(): number[] {
    return (this.scores?.labels ?? []).map((label) => this.thresholds[label] ?? 1);
  }

  /** What is proposed as a whole label map, `uint8[height, width]`, in place of scores and thresholds: what came from elsewhere, else the proposal along edges. */
  wholeNow(voidHalfWidth: number): Uint8Array | undefined {
    return this.given ?? this.refinedNow(voidHalfWidth);
  }

  /** Tells what is proposed from what was before; null where nothing is. */
  get proposedKey(): string | null {
    return this.detail.given?.key ?? this.detail.scores?.key ?? null;
  }

  /** The proposal along edges, `uint8[height, width]`; undefined where there is none for what is in force now. */
  refinedNow(voidHalfWidth: number): Uint8Array | undefined {
    const { refined } = this;
    const key = this.detail.scores?.key;
    if (!refined || key === undefined) return undefined;
    return refined.basis === proposalBasis(key, this.orderedThresholds, voidHalfWidth)
      ? refined.labels
      : undefined;
  }

  /** From here on the scores alone are shown. */
  forgetRefined(): void {
    this.refined = undefined;
  }

  /** Takes over a proposal along edges; where something was moved since, it is not shown. */
  async takeRefined(refined: Refined): Promise<void> {
    this.refined = await unpackRefined(refined);
  }

  /** Takes over a new proposal; what was painted stays. */
  takeProposal(detail: ImageDetail): void {
    if (detail.given?.key !== this.detail.given?.key) void this.takeGiven(detail);
    this.detail = detail;
    this.scores = scoresOf(detail);
    this.objectEdits = detail.objectEdits;
    this.takeThresholds(detail);
    if (detail.refined) void this.takeRefined(detail.refined);
    this.options.onProposed();
  }

  private async takeGiven(detail: ImageDetail): Promise<void> {
    const given = await givenLabels(detail);
    // Others may have come meanwhile.
    if (this.detail.given?.key === detail.given?.key) this.given = given;
  }

  private takeThresholds(detail: ImageDetail): void {
    this.own = this.options.ownOf(detail);
    this.thresholds = this.options.thresholdsOf(detail);
  }

  /** Takes over what the list says of the image. */
  takeSummary(image: ImageSummary): void {
    this.detail = { ...this.detail, ...image };
    this.options.onSummary(image);
  }

  /**
   * Asks anew for proposal and thresholds.
   *
   * @throws RouteError
   */
  async refresh(): Promise<void> {
    this.takeProposal(await this.options.api.call('image.get', { id: this.id }));
  }

  /** Notes that a rectangle of the layer was painted. */
  painted(area: Rectangle): void {
    this.dirty.push(area);
    this.layerVersion += 1;
  }

  /** Saves a finished stroke. */
  async commit(stroke: RecordedStroke): Promise<void> {
    this.canUndo = true;
    this.canRedo = false;
    this.detail = { ...this.detail, canUndoDecision: false, canRedoDecision: false };
    this.take(await this.options.outbox.stroke(this.id, stroke));
  }

  async step(how: 'undo' | 'redo'): Promise<void> {
    const outcome = await this.options.outbox.step(this.id, how);
    const { patch } = outcome;
    if (patch) {
      paste(this.layer, patch, await unpackBytes(patch.values));
      this.painted(patch);
    }
    this.take(outcome);
  }

  private take({
    image,
    canUndo,
    canRedo,
    canUndoDecision,
    canRedoDecision,
  }: Omit<StrokeOutcome, 'patch'>): void {
    this.takeSummary(image);
    // While more is under way, what the page believes is newer.
    if (this.options.outbox.size > 0) return;
    this.canUndo = canUndo;
    this.canRedo = canRedo;
    this.detail = { ...this.detail, canUndoDecision, canRedoDecision };
  }
}
