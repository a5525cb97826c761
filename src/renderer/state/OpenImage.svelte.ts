import type { ImageDetail, ImageSummary, StrokeOutcome } from '../../shared/contract/imageRoutes.ts';
import { unpackBytes } from '../api/packBytes.ts';
import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { paste } from '../../shared/labels/Layer.ts';
import { LabelSampler } from '../editor/LabelSampler.ts';
import type { RecordedStroke } from '../editor/StrokeRecorder.ts';
import type { Picture } from '../gl/LabelView.ts';
import { scoresOf } from '../api/loadPicture.ts';
import type { Outbox } from './Outbox.ts';

/** The image on the desk: what is known of it, its thresholds, and the layer that is painted on. */
export class OpenImage {
  detail = $state.raw<ImageDetail>() as ImageDetail;
  scores = $state.raw<Picture['scores']>(null);
  /** Thresholds in force, by label: the image's own, else the project's. */
  thresholds = $state<Record<number, number>>({});
  canUndo = $state(false);
  canRedo = $state(false);
  /** Counts changes of the layer; the layer itself is a plain array. */
  layerVersion = $state(0);
  readonly picture: Picture;
  readonly layer: Layer;
  /** What of the layer has changed and is not on the canvas yet. */
  dirty: Rectangle[] = [];
  private readonly outbox: Outbox;
  private readonly onSummary: (image: ImageSummary) => void;

  constructor(
    detail: ImageDetail,
    picture: Picture,
    options: { outbox: Outbox; onSummary: (image: ImageSummary) => void },
  ) {
    this.detail = detail;
    this.picture = picture;
    this.scores = picture.scores;
    this.layer = { width: picture.width, height: picture.height, data: picture.decided };
    this.canUndo = detail.canUndo;
    this.canRedo = detail.canRedo;
    this.outbox = options.outbox;
    this.onSummary = options.onSummary;
  }

  get id(): number {
    return this.detail.id;
  }
  get frozen(): boolean {
    return this.detail.state === 'accepted';
  }
  get decided(): boolean {
    return this.frozen || this.detail.state === 'rejected';
  }

  /** Tells labels of pixels as they are now. */
  sampler(voidHalfWidth: number): LabelSampler {
    const { width, height, data } = this.layer;
    const thresholds = (this.scores?.labels ?? []).map((label) => this.thresholds[label] ?? 1);
    return new LabelSampler({ width, height, scores: this.scores, thresholds, voidHalfWidth, decided: data });
  }

  /** Takes over a new proposal; what was painted stays. */
  takeProposal(detail: ImageDetail, thresholds: Record<number, number>): void {
    this.detail = detail;
    this.scores = scoresOf(detail);
    this.thresholds = thresholds;
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
    this.take(await this.outbox.stroke(this.id, stroke));
  }

  async step(how: 'undo' | 'redo'): Promise<void> {
    const outcome = await this.outbox.step(this.id, how);
    const { patch } = outcome;
    if (patch) {
      paste(this.layer, patch, await unpackBytes(patch.values));
      this.painted(patch);
    }
    this.take(outcome);
  }

  private take({ image, canUndo, canRedo }: StrokeOutcome): void {
    this.detail = { ...this.detail, ...image };
    // While more is under way, what the page believes is newer.
    if (this.outbox.size === 0) {
      this.canUndo = canUndo;
      this.canRedo = canRedo;
    }
    this.onSummary(image);
  }
}
