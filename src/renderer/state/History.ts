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
    return image !== undefined && (image.decided || image.canUndo);
  }

  get canRedo(): boolean {
    const { image } = this.parts.current;
    return image !== undefined && ((!image.decided && image.canRedo) || image.detail.canRedoDecision);
  }

  async undo(): Promise<void> {
    const { painting, decisions } = this.parts;
    const { image } = this.parts.current;
    // Of a drawing that is not finished yet, the last piece goes.
    if (!image || painting.takeBack()) return;
    if (image.decided) await decisions.step('undo');
    else if (image.canUndo) await this.parts.notices.attempt(() => image.step('undo'));
  }

  async redo(): Promise<void> {
    const { painting, decisions } = this.parts;
    const { image } = this.parts.current;
    if (!image || painting.busy) return;
    if (!image.decided && image.canRedo) await this.parts.notices.attempt(() => image.step('redo'));
    else if (image.detail.canRedoDecision) await decisions.step('redo');
  }
}
