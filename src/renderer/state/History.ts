import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Decisions } from './Decisions.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Painting } from './Painting.svelte.ts';

interface Parts {
  notices: Notices;
  current: CurrentImage;
  painting: Painting;
  decisions: Decisions;
}

/** Undo and redo of what was done to the image on the desk: a corner, strokes, and decisions where it is decided. */
export class History {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  get canUndo(): boolean {
    const { image } = this.parts.current;
    return image !== undefined && (image.canUndo || this.decisionIsLast);
  }

  get canRedo(): boolean {
    const { image } = this.parts.current;
    return image !== undefined && ((!image.decided && image.canRedo) || image.detail.canRedoDecision);
  }

  async undo(): Promise<void> {
    const { painting, decisions, notices } = this.parts;
    const { image } = this.parts.current;
    // Of a drawing that is not finished yet, the last piece goes.
    if (!image || painting.takeBack()) return;
    if (this.decisionIsLast) await decisions.step('undo');
    else if (image.canUndo) await notices.attempt(() => image.step('undo'));
  }

  async redo(): Promise<void> {
    const { painting, decisions, notices } = this.parts;
    const { image } = this.parts.current;
    if (!image || painting.busy || painting.stroking) return;
    if (!image.decided && image.canRedo) await notices.attempt(() => image.step('redo'));
    else if (image.detail.canRedoDecision) await decisions.step('redo');
  }

  /** Whether the last thing that was done to the image is a decision: that it is decided, or was reopened since. */
  private get decisionIsLast(): boolean {
    const { image } = this.parts.current;
    return image !== undefined && (image.decided || image.detail.canUndoDecision);
  }
}
