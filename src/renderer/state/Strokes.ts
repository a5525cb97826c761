import { BACKGROUND, isClass, UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';
import type { TagSource } from '../../shared/images/ProjectImage.ts';
import type { MayPaint } from '../editor/paintBrush.ts';
import { StrokeRecorder } from '../editor/StrokeRecorder.ts';
import { messages } from '../messages/messages.ts';
import type { ToolStroke } from '../tools/Tool.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Done } from './Deed.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Tags } from './Tags.ts';

interface Parts {
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  tags: Tags;
}

/** What is in hand, as it is while a stroke is drawn. */
interface InHand {
  readonly label: number;
  readonly locked: ReadonlySet<number>;
  readonly protect: boolean;
  /** The class that was painted last. */
  lastClass: number;
}

/** Strokes: drawn at once, kept when they end, each one entry of the undo history; one that could not be kept does not look as if it were. */
export class Strokes {
  /** Is told of every stroke. */
  onDone: Done = () => undefined;
  /** Is told of an image that a stroke of was not kept. */
  onRefused: (image: number) => void = () => undefined;
  private readonly parts: Parts;
  private readonly hand: InHand;

  constructor(parts: Parts, hand: InHand) {
    this.parts = parts;
    this.hand = hand;
  }

  /**
   * A stroke that begins on an image.
   *
   * @param label what is painted, 254 to clear
   * @param unprotected paints whatever is there, locked classes too
   */
  begin(image: OpenImage, label: number, unprotected: boolean): ToolStroke {
    // The database keeps labels that a mask can have; clearing has none of its own.
    const recorder = new StrokeRecorder(image.layer, label === UNTOUCHED ? BACKGROUND : label);
    return {
      layer: image.layer,
      label,
      mayPaint: unprotected ? undefined : this.mayPaint(image, label),
      paint: (area, work) => {
        recorder.touch(area);
        work();
        image.painted(area);
      },
      end: (clicked = false) => this.commit(image, recorder, clicked),
      cancel: () => {
        const area = recorder.cancel();
        if (area) image.painted(area);
      },
    };
  }

  private commit(image: OpenImage, recorder: StrokeRecorder, clicked: boolean): void {
    const stroke = recorder.finish();
    if (!stroke) return;
    const { notices, current, tags } = this.parts;
    const { label } = stroke;
    if (isClass(label)) this.hand.lastClass = label;
    // The tag goes with the stroke that has brought it, also where it is still on its way.
    const tagging = image.commit({ ...stroke, clicked }).then(() => tags.addPainted(image, label));
    const taggedBefore = (): Promise<TagSource | undefined> => tagging.catch(() => undefined);
    this.onDone(image.id, {
      words: messages.deeds.stroke,
      undo: async (at) => {
        await at.step('undo');
        const by = await taggedBefore();
        if (by) await tags.takeAway(at, label, by);
      },
      redo: async (at) => {
        await at.step('redo');
        if (await taggedBefore()) await tags.addPainted(at, label);
      },
    });
    void notices
      .attempt(async () => {
        await tagging;
      })
      .then((kept) => {
        if (kept) return;
        this.onRefused(image.id);
        // What is not saved must not look as if it were.
        if (current.image === image) void current.openAgain();
      });
  }

  /** Which pixels a tool may change; undefined where all of them. */
  private mayPaint(image: OpenImage, label: number): MayPaint | undefined {
    const { locked, protect } = this.hand;
    if (!protect && locked.size === 0) return undefined;
    const sampler = image.sampler(this.parts.project.voidHalfWidth);
    const own = label === BACKGROUND ? this.hand.label : label;
    return (x, y) => {
      const present = sampler.at(x, y);
      if (present !== label && locked.has(present)) return false;
      return !protect || present === BACKGROUND || present === VOID || present === own;
    };
  }
}
