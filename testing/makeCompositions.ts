import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeProposal } from '../src/shared/labels/composeProposal.ts';
import { VOID } from '../src/shared/labels/labelCodes.ts';
import { seededRandom } from './random.ts';

/** One case of testing/compositions.json, which everything that applies the composition rule is held to. */
export interface Composition {
  grid: number;
  width: number;
  height: number;
  /** Labels 1..9 of the score maps, in their order. */
  labels: number[];
  thresholds: number[];
  voidHalfWidth: number;
  /** `[C, grid, grid]`, three decimals. */
  scores: number[];
  /** The label map as a picture: a row a string, `v` for void. */
  composed: string[];
  /** Whether classes may tie or a margin lie on a border: then only arithmetic of the same precision agrees. */
  delicate: boolean;
}

/** Farther from any border than float32 arithmetic errs. */
const CLEAR = 1e-4;

type Rule = Pick<Composition, 'labels' | 'thresholds' | 'voidHalfWidth'>;

/** The label map of a case as a picture. */
export function pictureOf({ grid, width, height, scores, ...rule }: Omit<Composition, 'composed'>): string[] {
  const maps = { values: Float32Array.from(scores), classes: rule.labels.length, grid };
  const data = composeProposal(maps, width, height, rule);
  return Array.from({ length: height }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)].map((label) => (label === VOID ? 'v' : label)).join(''),
  );
}

/** All cases, the same at every call. */
export function makeCompositions(): Composition[] {
  const random = seededRandom(2026);
  const cases: Composition[] = [];
  const add = (size: [grid: number, width: number, height: number], rule: Rule): void => {
    const [grid, width, height] = size;
    for (;;) {
      const count = rule.labels.length * grid * grid;
      const scores = Array.from({ length: count }, () => Math.round(random() * 1000) / 1000);
      const given = { grid, width, height, ...rule, scores, delicate: false };
      if (isClear(given)) {
        cases.push({ ...given, composed: pictureOf(given) });
        return;
      }
    }
  };
  for (const threshold of [0.3, 0.5, 0.62]) {
    add([4, 14, 14], { labels: [3], thresholds: [threshold], voidHalfWidth: 0 });
    add([7, 21, 21], { labels: [1, 4], thresholds: [threshold, threshold], voidHalfWidth: 0 });
    add([5, 16, 16], { labels: [9, 2, 5], thresholds: [threshold, threshold, threshold], voidHalfWidth: 0 });
  }
  add([4, 17, 9], { labels: [2, 7], thresholds: [0.4, 0.7], voidHalfWidth: 0 });
  add([6, 10, 23], { labels: [8, 1, 3], thresholds: [0.35, 0.6, 0.5], voidHalfWidth: 0.08 });
  add([3, 12, 12], { labels: [1], thresholds: [0.5], voidHalfWidth: 0.15 });
  const tied = { grid: 2, width: 4, height: 3, labels: [6, 4], thresholds: [0.5, 0.5], voidHalfWidth: 0 };
  const scores = [0.5, 0.75, 0.25, 0.5, 0.5, 0.75, 0.25, 0.5];
  const delicate = { ...tied, scores, delicate: true };
  cases.push({ ...delicate, composed: pictureOf(delicate) });
  return cases;
}

/** Whether the picture stays what it is when thresholds move by a hair, all or one of them. */
function isClear(given: Omit<Composition, 'composed'>): boolean {
  const picture = pictureOf(given).join();
  const moved = (thresholds: number[], voidHalfWidth = given.voidHalfWidth): boolean =>
    pictureOf({ ...given, thresholds, voidHalfWidth }).join() === picture;
  return [-CLEAR, CLEAR].every(
    (by) =>
      moved(given.thresholds.map((threshold) => threshold + by)) &&
      given.thresholds.every((_, c) => moved(given.thresholds.map((t, i) => (i === c ? t + by : t)))),
  );
}

const file = join(import.meta.dirname, 'compositions.json');
if (process.argv[1] === import.meta.filename) {
  const lines = makeCompositions().map((item) => JSON.stringify(item));
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
}
