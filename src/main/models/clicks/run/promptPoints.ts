import { AppError } from '../../../../shared/errors/AppError.ts';
import type { Convention } from '../conventions.ts';
import type { ImageFrame } from '../frame/ImageFrame.ts';
import { toFrame } from '../frame/ImageFrame.ts';
import type { ClickBox, ClickPoint } from '../jobs.ts';

const LABEL = { positive: 1, negative: 0, corner: 2, oppositeCorner: 3, padding: -1 } as const;

/** A prompt in the words of a convention: coordinates are pixel indices of the square. */
export interface PromptPoints {
  /** x and y of each point, one after the other. */
  coordinates: number[];
  labels: number[];
  /** Left, top, right and bottom, where the convention takes a box beside the points; else empty. */
  box: number[];
}

/**
 * Says points and a box as a convention wants them: corners of a box in front of the clicks, and padding where there is no
 * box. Of more clicks than it looks at the last ones count.
 *
 * @throws AppError `invalid-input` for a prompt that says nothing, numbers that are none, or a box where none is taken
 */
export function promptPoints(
  frame: ImageFrame,
  convention: Convention,
  prompt: { points: readonly ClickPoint[]; box: ClickBox | undefined; takesBox: boolean },
): PromptPoints {
  const { points, box, takesBox } = prompt;
  expectPrompt(points, box, takesBox, convention);
  const corners = box ? cornersOf(frame, box) : [];
  const asPoints = convention.box === 'corners' ? corners : [];
  const { padded, most = Infinity } = convention.points;
  const clicks = points.slice(Math.max(0, points.length + asPoints.length - most));
  const all = [
    ...asPoints.map((at, i) => ({ at, label: i === 0 ? LABEL.corner : LABEL.oppositeCorner })),
    ...clicks.map(({ x, y, positive }) => ({
      at: toFrame(frame, x, y),
      label: positive ? LABEL.positive : LABEL.negative,
    })),
    ...(padded && !box ? [{ at: [0, 0] as const, label: LABEL.padding }] : []),
  ];
  return {
    coordinates: all.flatMap(({ at }) => [...at]),
    labels: all.map(({ label }) => label),
    box: convention.box === 'corners' ? [] : corners.flat(),
  };
}

function cornersOf(frame: ImageFrame, { x0, y0, x1, y1 }: ClickBox): [number, number][] {
  return [
    toFrame(frame, Math.min(x0, x1), Math.min(y0, y1)),
    toFrame(frame, Math.max(x0, x1), Math.max(y0, y1)),
  ];
}

function expectPrompt(
  points: readonly ClickPoint[],
  box: ClickBox | undefined,
  takesBox: boolean,
  convention: Convention,
): void {
  if (points.length === 0 && !box)
    throw new AppError('invalid-input', 'Give a point or a box to start from.');
  if (box && !takesBox) {
    throw new AppError(
      'invalid-input',
      `This model (${convention.title}) takes no boxes. Click on the object instead.`,
    );
  }
  const numbers = [...points.flatMap(({ x, y }) => [x, y]), ...(box ? Object.values(box) : [])];
  if (!numbers.every(Number.isFinite)) {
    throw new AppError(
      'invalid-input',
      'A point or a corner of the box lies nowhere: its coordinates are no numbers.',
    );
  }
}
