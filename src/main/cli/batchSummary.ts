import { counted } from '../../shared/text/counted.ts';
import type { BatchOutcome } from '../propose/proposeProject.ts';

type Outcome = Pick<BatchOutcome, 'proposed' | 'skipped' | 'decided' | 'problems'>;

/** What a batch has done, in one sentence: how many images were proposed, and why others were not. */
export function batchSummary({ proposed, skipped, decided, problems }: Outcome, seconds: number): string {
  const speed =
    proposed > 0 ? ` in ${seconds.toFixed(1)} s (${(proposed / seconds).toFixed(2)} images/s)` : '';
  const parts = [`${counted(proposed, 'image')} proposed${speed}`];
  const { accepted, rejected } = decided;
  const had = skipped - accepted - rejected;
  if (had > 0) parts.push(`${had} had their proposal already`);
  if (accepted > 0) parts.push(stays(accepted, 'accepted'));
  if (rejected > 0) parts.push(stays(rejected, 'rejected'));
  if (problems.length > 0) parts.push(`${problems.length} could not be proposed (see above)`);
  return `${parts.join(', ')}.`;
}

function stays(count: number, state: 'accepted' | 'rejected'): string {
  return count === 1 ? `1 ${state} image stays as it is` : `${count} ${state} images stay as they are`;
}
