import type { Output } from '../../shared/contract/routes.ts';
import type { Agreement } from '../../shared/labels/agreement.ts';
import { agreementOf } from '../../shared/labels/agreement.ts';
import type { Api } from '../api/Api.ts';
import { unpackBytes } from '../api/packBytes.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import { labelsShown } from './labelsShown.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
}

/** True masks beside the project: that of the open image, and how well labels agree with them. */
export class Truth {
  /** The true labels that came last, and of which image. */
  private found = $state.raw<{ image: OpenImage; labels: Uint8Array | undefined }>();
  /** Labels of another person that the open image is compared with in place of the truth, as long as it is open. */
  private against = $state.raw<{ image: OpenImage; labels: Uint8Array; author: string }>();
  /** How well all images agree, as far as that is known; undefined until somebody asks. */
  all = $state.raw<Output<'review.agreement'>>();
  private readonly parts: Parts;
  /** How often all had been compared. */
  private finished = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Whether the project has true masks, or the open image is compared with what another person has labelled. */
  get isThere(): boolean {
    return this.author !== undefined || this.hasMasks;
  }

  /** Whose labels the open image is compared with; undefined where it is the truth. */
  get author(): string | undefined {
    return this.other?.author;
  }

  /** Compares the open image with what another person has labelled; with the truth again without. */
  compareWith(against: { image: OpenImage; labels: Uint8Array; author: string } | undefined): void {
    this.against = against;
  }

  private get other(): { labels: Uint8Array; author: string } | undefined {
    return this.against && this.against.image === this.parts.current.image ? this.against : undefined;
  }

  private get hasMasks(): boolean {
    return (this.parts.project.summary?.groundTruth ?? null) !== null;
  }

  /** The true labels of the open image, or those that it is compared with, `uint8[height, width]`, 255 where nobody counts; undefined where there are none, or not yet. */
  get labels(): Uint8Array | undefined {
    const { found, other } = this;
    if (other) return other.labels;
    return found && found.image === this.parts.current.image ? found.labels : undefined;
  }

  /** To be called when another image is open, or true masks were named: fetches its own. */
  async need(): Promise<void> {
    const { api, notices, current } = this.parts;
    const { image } = current;
    if (!image || !this.hasMasks || this.found?.image === image) return;
    // Noted first: what cannot be read is asked for once.
    this.found = { image, labels: undefined };
    await notices.attempt(async () => {
      const truth = await api.call('review.truth', { id: image.id });
      const labels = truth ? await unpackBytes(truth.labels) : undefined;
      if (this.found?.image === image) this.found = { image, labels };
    });
  }

  /** How well the labels of the open image agree with its true ones, as they are seen now; undefined without. */
  agreement(): Agreement | undefined {
    const { current, project } = this.parts;
    const { labels } = this;
    if (!labels || !current.image) return undefined;
    return agreementOf(labels, labelsShown(current.image, project.voidHalfWidth).data);
  }

  /** Asks how well all images agree; those that are not known are compared meanwhile. */
  async ask(): Promise<void> {
    const { api, notices } = this.parts;
    const before = this.finished;
    await notices.attempt(async () => {
      this.all = await api.call('review.agreement', {});
    });
    // They may have been compared before the answer was here.
    if (this.all && this.all.left > 0 && this.finished !== before) await this.ask();
  }

  /** Some have been compared, or all: whoever has asked is told. */
  receive({ left, problems }: { left: number; problems: readonly string[] }): void {
    if (left === 0) this.finished += 1;
    if (!this.all) return;
    if (left > 0) this.all = { ...this.all, left };
    else void this.ask();
    if (problems[0] !== undefined) this.parts.notices.notice = problems[0];
  }

  /** Other true masks may have been named. */
  forget(): void {
    this.found = undefined;
    this.all = undefined;
  }
}
