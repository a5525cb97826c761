import { AppError } from '../../shared/errors/AppError.ts';
import type { Agreement } from '../../shared/labels/agreement.ts';
import { TimeSlices } from '../formats/dataset/TimeSlices.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Refiner } from '../propose/Refiner.ts';
import { Figures } from '../review/stats/Figures.ts';
import { Agreements } from '../review/truth/Agreements.ts';
import { TrueMasks } from '../review/truth/TrueMasks.ts';
import { ProgressBar } from './terminal/ProgressBar.ts';

interface Counted {
  /** Images whose label maps could not be counted. */
  uncounted: ReadonlySet<number>;
  /** Undefined where the project has no true masks, or they cannot be read. */
  truth: { known: ReadonlyMap<number, Agreement>; left: number } | undefined;
  problems: string[];
}

/**
 * Counts the label maps of a project that have changed, and compares them with the true masks beside it; both are kept.
 *
 * @throws AppError `cancelled`
 */
export async function countLabels(project: ProjectFile, signal: AbortSignal): Promise<Counted> {
  const problems: string[] = [];
  const slices = new TimeSlices(signal);
  const noted = (why: string | undefined): void => void (why !== undefined && problems.push(why));
  const figures = new Figures(project);
  const before = await figures.missing(slices);
  const { pending } = before;
  await withBar('Counting', pending.length, (onDone) =>
    figures.countAll(pending, {
      slices,
      onDone: (why) => {
        noted(why);
        onDone();
      },
    }),
  );
  const after = await figures.missing(slices, new Set([...pending, ...before.failed]));
  let truth: Counted['truth'];
  try {
    truth = await compare(project, signal, noted);
  } catch (error) {
    // Without its true masks there is all the rest to say.
    if (!(error instanceof AppError) || !['not-found', 'invalid-input'].includes(error.code)) throw error;
    noted(error.message);
  }
  return { uncounted: new Set([...after.pending, ...after.failed]), truth, problems };
}

async function compare(
  project: ProjectFile,
  signal: AbortSignal,
  noted: (why: string | undefined) => void,
): Promise<Counted['truth']> {
  const masks = await TrueMasks.open(project);
  if (!masks) return undefined;
  const slices = new TimeSlices(signal);
  const agreements = new Agreements(project, masks);
  const { pending } = await agreements.now(slices);
  const refiner = new Refiner(forkChild);
  try {
    await withBar('Comparing', pending.length, (onDone) =>
      agreements.compareAll(pending, {
        slices,
        refine: (image) => refiner.refine(project, image, { priority: 'batch', signal }),
        onDone: (why) => {
          noted(why);
          onDone();
        },
      }),
    );
  } finally {
    refiner.close();
  }
  const { known, pending: left } = await agreements.now(slices);
  return { known, left: left.length };
}

async function withBar(
  what: string,
  total: number,
  work: (onDone: () => void) => Promise<void>,
): Promise<void> {
  const bar = new ProgressBar(what);
  let done = 0;
  try {
    await work(() => bar.update(++done, total));
  } finally {
    bar.end();
  }
}
