import type { Point } from '../../src/renderer/editor/View.ts';
import { BACKGROUND } from '../../src/shared/labels/labelCodes.ts';
import type { Handwork } from './keystrokes.ts';

/** A stroke over a way, erasing where its label is background. */
export interface Stroke {
  tool: 'brush' | 'smart';
  label: number;
  radius: number;
  way: Point[];
}

export interface Polygon {
  tool: 'polygon';
  label: number;
  corners: Point[];
}

/** A click that corrects a label. */
export interface ClickWork {
  tool: 'click';
  label: number;
  at: Point;
  positive: boolean;
}

/** What the hand does next. */
export type Work = Stroke | Polygon | ClickWork;

/** What is in hand, so that changing it costs something. */
export interface InHand {
  tool: string;
  label: number;
  radius: number;
}

/** What has to be taken in hand first: a tool by its key, a label by a click on its class, a size by a drag. */
export function toTake(work: Work, hand: InHand): { tool: boolean; label: boolean; radius: boolean } {
  const isStroke = work.tool === 'brush' || work.tool === 'smart';
  // The right button erases, whatever is in hand.
  const isErasing = isStroke && work.label === BACKGROUND;
  return {
    tool: work.tool !== hand.tool,
    label: !isErasing && work.label !== hand.label && work.label !== BACKGROUND,
    radius: isStroke && Math.abs(work.radius - hand.radius) > 0.5,
  };
}

/** Actions of some work: a press of the pointer or of a key each. */
export function actionsOf(work: Work, hand: InHand): number {
  const { tool } = toTake(work, hand);
  // Enter closes a polygon.
  return handworkOf(work, hand).presses + Number(tool) + Number(work.tool === 'polygon');
}

/** Presses of the pointer for some work, and the way of its stroke. */
export function handworkOf(work: Work, hand: InHand): Handwork {
  const { label, radius } = toTake(work, hand);
  const before = Number(label) + Number(radius);
  if (work.tool === 'polygon') return { presses: before + work.corners.length, diameters: 0 };
  if (work.tool === 'click') return { presses: before + 1, diameters: 0 };
  return { presses: before + 1, diameters: lengthOf(work.way) / (2 * work.radius) };
}

/** What is in hand after some work. */
export function handAfter(work: Work, hand: InHand): InHand {
  const { label, radius } = toTake(work, hand);
  return {
    tool: work.tool,
    label: label ? work.label : hand.label,
    radius: radius && 'radius' in work ? work.radius : hand.radius,
  };
}

/** In image pixels. */
function lengthOf(way: readonly Point[]): number {
  return way.reduce(
    (sum, { x, y }, i) => sum + (i === 0 ? 0 : Math.hypot(x - way[i - 1]!.x, y - way[i - 1]!.y)),
    0,
  );
}
