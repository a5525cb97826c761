import { counted } from '../text/counted.ts';
import { cellText } from './cellText.ts';
import type { ReviewPlan } from './ReviewPlan.ts';
import { PLAN_ASSUMES } from './ReviewPlan.ts';
import type { StatsTable } from './statsTables.ts';

const percent = (share: number): string => cellText(share, 'share');

/** What a plan says, in sentences; and what it takes for granted. */
export function planWords(plan: ReviewPlan): { verdict: string[]; assumes: readonly string[] } {
  const { below, confidence, left, estimate, upper, isDone, strata, unlabelled, uncounted } = plan;
  const more = strata.reduce((sum, stratum) => sum + stratum.more, 0);
  const goal = `below ${percent(below)} with a confidence of ${percent(confidence)}`;
  const looked = strata.reduce((sum, stratum) => sum + stratum.looked, 0);
  const verdict =
    left === 0
      ? ['Every image with labels is decided: nothing is left to be estimated.']
      : [
          looked === 0
            ? `Nobody has looked at any of ${counted(left, 'image')}: nothing is known of how many are wrong.`
            : `Of the ${counted(left, 'image')} that nobody has decided, ${percent(estimate)} are estimated to be wrong, and with a confidence of ${percent(confidence)} no more than ${percent(upper)}.`,
          isDone
            ? `That is ${goal}: the rest can be left.`
            : `For that to be ${goal}, about ${counted(more, 'more image')} ${more === 1 ? 'is' : 'are'} to be looked at${more >= left ? ', which is all of them' : ''}.`,
        ];
  if (unlabelled > 0)
    verdict.push(
      `${counted(unlabelled, 'image')} without labels ${unlabelled === 1 ? 'is' : 'are'} left out.`,
    );
  if (uncounted > 0)
    verdict.push(
      `${counted(uncounted, 'accepted image')} ${uncounted === 1 ? 'was' : 'were'} not compared with what was proposed yet, and taken as right.`,
    );
  return { verdict, assumes: PLAN_ASSUMES };
}

/** How many of each stratum are to be looked at. */
export function planTable({ strata }: ReviewPlan): StatsTable {
  const names = ['images', 'looked at', 'wrong', 'more to look at'];
  return {
    ...{ id: 'plan', title: 'Sample plan' },
    columns: [{ name: 'risk', kind: 'text' }, ...names.map((name) => ({ name, kind: 'count' as const }))],
    rows: strata.map(({ risk, images, looked, wrong, more }) => [
      risk ? `${risk.from.toFixed(2)} to ${risk.to.toFixed(2)}` : 'not estimated',
      ...[images, looked, wrong, more],
    ]),
  };
}
