import type { Point } from '../editor/View.ts';
import type { Press } from '../tools/Tool.ts';
import type { Helper, Painting } from './Painting.svelte.ts';
import type { Preferences } from './Preferences.svelte.ts';
import type { Viewport } from './Viewport.svelte.ts';

/** What the canvas is told of a mouse, a pen or a finger. */
export interface PointerInput {
  id: number;
  /** `mouse`, `pen` or `touch`. */
  kind: string;
  canvas: Point;
  /** The button that was pressed, and all that are held, as pointer events count them. */
  button: number;
  buttons: number;
  /** In [0, 1]. */
  pressure: number;
  shift: boolean;
  alt: boolean;
  /** Ctrl, or the Mac's Command. */
  ctrl: boolean;
}

const [MAIN, MIDDLE, RIGHT, ERASER] = [0, 1, 2, 5];
/** Bits of `buttons`. */
const HELD = { right: 2, eraser: 32 };
const ZOOM_PER_WHEEL_PIXEL = 0.0015;

interface WheelInput {
  canvas: Point;
  deltaY: number;
  ctrl: boolean;
  shift?: boolean;
}

interface Parts {
  painting: Painting;
  viewport: Viewport;
  preferences: Preferences;
}

/** Mouse, pen and fingers on the canvas: which of them the tool follows, and two fingers that move and zoom the image. */
export class Pointers {
  /** Canvas point under the pointer, while one is over the canvas. */
  at = $state.raw<Point>();
  /** Whether Ctrl is really held: a pinch on a touchpad comes as a wheel with Ctrl. */
  controlHeld = false;
  private readonly parts: Parts;
  private followed: { id: number; kind: string } | undefined;
  private readonly fingers = new Map<number, Point>();
  /** Two fingers have come: until all are gone, none of them paints. */
  private pinching = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  down(input: PointerInput): void {
    const { painting } = this.parts;
    const { id, kind, canvas, button } = input;
    if (kind === 'touch') {
      // The hand that holds a pen lies on the screen.
      if (this.followed?.kind === 'pen') return;
      this.fingers.set(id, canvas);
      if (this.fingers.size > 1) this.pinch();
    } else if (this.fingers.size > 0) this.forgetFingers();
    this.at = canvas;
    if (this.pinching || this.followed || ![MAIN, MIDDLE, RIGHT, ERASER].includes(button)) return;
    this.followed = { id, kind };
    painting.press(this.pressOf(input), this.helperFor(input));
  }

  /** @param passed all points since the last frame, so that a fast stroke is round and not made of chords */
  move(passed: readonly PointerInput[]): void {
    const last = passed.at(-1);
    if (!last) return;
    if (this.fingers.has(last.id)) {
      if (this.pinching) return this.movePinch(last);
      this.fingers.set(last.id, last.canvas);
    }
    if (this.followed && this.followed.id !== last.id) return;
    this.at = last.canvas;
    if (!this.followed) return this.parts.painting.hover(this.pressOf(last));
    for (const input of passed) this.parts.painting.move(this.pressOf(input));
  }

  up(id: number): void {
    this.forget(id, () => this.parts.painting.release());
  }

  /** The system has taken the pointer away. */
  cancel(id: number): void {
    this.forget(id, () => this.parts.painting.withdraw());
  }

  leave(): void {
    this.at = undefined;
    this.parts.painting.hover(undefined);
  }

  /** Zooms; with Ctrl held, sizes the brush; with Shift held, goes through what a tool offers. */
  wheel({ canvas, deltaY, ctrl, shift = false }: WheelInput): void {
    const { painting, viewport } = this.parts;
    if (shift && painting.hasCandidates) return painting.nextCandidate(deltaY > 0 ? 1 : -1);
    const factor = Math.exp(-deltaY * ZOOM_PER_WHEEL_PIXEL);
    if (ctrl && this.controlHeld && painting.active.sized) painting.resize(factor);
    else viewport.zoom(factor, canvas);
  }

  private forget(id: number, end: () => void): void {
    this.fingers.delete(id);
    if (this.fingers.size === 0) this.pinching = false;
    if (this.followed?.id !== id) return;
    this.followed = undefined;
    end();
  }

  private pinch(): void {
    this.pinching = true;
    this.followed = undefined;
    this.parts.painting.withdraw();
  }

  private forgetFingers(): void {
    this.fingers.clear();
    this.pinching = false;
    if (this.followed?.kind !== 'touch') return;
    this.followed = undefined;
    this.parts.painting.withdraw();
  }

  private movePinch({ id, canvas }: PointerInput): void {
    const before = this.span();
    this.fingers.set(id, canvas);
    const after = this.span();
    if (!before || !after) return;
    const { viewport } = this.parts;
    viewport.panBy(after.middle.x - before.middle.x, after.middle.y - before.middle.y);
    if (before.length > 0 && after.length > 0) viewport.zoom(after.length / before.length, after.middle);
  }

  /** Between the first two fingers. */
  private span(): { middle: Point; length: number } | undefined {
    const [a, b] = [...this.fingers.values()];
    if (!a || !b) return undefined;
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, length: Math.hypot(a.x - b.x, a.y - b.y) };
  }

  /** What is used in place of the tool in hand. */
  private helperFor({ button, buttons, alt }: PointerInput): Helper | undefined {
    const { active, spaceHeld } = this.parts.painting;
    if (button === MIDDLE) return 'pan';
    if (spaceHeld) return undefined;
    if (button === MAIN && alt && active.sized) return 'size';
    const isFlipped = button === ERASER || (buttons & HELD.eraser) !== 0;
    return isFlipped && !active.erases ? 'eraser' : undefined;
  }

  private pressOf({ kind, canvas, button, buttons, pressure, shift, alt, ctrl }: PointerInput): Press {
    const { viewport, preferences } = this.parts;
    const isPen = kind === 'pen';
    const holds = isPen && (buttons & (HELD.right | HELD.eraser)) !== 0;
    return {
      ...{ ...viewport.imagePoint(canvas), canvas, straight: shift, alt, ctrl },
      erase: button === RIGHT || button === ERASER || holds,
      pressure: isPen && pressure > 0 && preferences.settings.penPressure ? pressure : 1,
    };
  }
}
