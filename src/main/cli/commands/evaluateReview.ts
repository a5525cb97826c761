import { counted } from '../../../shared/text/counted.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { Refiner } from '../../propose/Refiner.ts';
import type { Half, RiskEvaluation } from '../../review/riskFigures/evaluateRisk.ts';
import { evaluateRisk } from '../../review/riskFigures/evaluateRisk.ts';
import { LOOKED_AT } from '../../review/riskFigures/foundOfWorst.ts';
import { OPENED_AT } from '../../review/riskFigures/reviewerCurve.ts';
import { QUEUE, RISK_SCORES } from '../../review/risk/riskScores.ts';
import { Judge } from '../../review/judging/Judge.ts';
import type { Proposer } from '../../propose/openProposer.ts';
import { judgeOptions } from '../judgeOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, textOption } from '../parameterOptions.ts';
import { print, printJson, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { percent, table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave evaluate F --review --ground-truth PATH` */
export async function evaluateReview(
  projectPath: string,
  groundTruth: string,
  options: Options,
): Promise<number> {
  for (const other of ['perImage', 'couplings', 'learningCurve', 'clicks'])
    if (options[other] !== undefined)
      throw new UsageError(
        '--review goes with neither --per-image, --couplings, --learning-curve nor --clicks.',
      );
  const half = halfOption(options);
  const limit = countOption(options, 'limit');
  const signal = abortOnInterrupt('Stopping after the present image, with the figures until then');
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Judging');
  const refiner = new Refiner(forkChild);
  let inference: Proposer | undefined;
  let judge: Judge | undefined;
  try {
    expectOwnPlaces(placesOf(project));
    if (options['secondOpinions'] === true) {
      const pack = packOf(undefined, project.meta.get('pack'), projectPath);
      inference = await startInference(pack, textOption(options, 'provider'));
    }
    const judging = new Judge(project, judgeOptions(project, refiner, inference));
    judge = judging;
    const evaluation = await evaluateRisk(project, groundTruth, {
      ...{ half, limit, signal },
      riskOf: ({ id }) => judging.riskOf(id),
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellSome('Notices:', evaluation.warnings);
    if (options['json'] === true) printJson(asJson(evaluation));
    else print(riskTable(evaluation));
    return signal.aborted ? EXIT.interrupted : EXIT.done;
  } finally {
    bar.end();
    judge?.close();
    inference?.host.close();
    refiner.close();
    project.close();
  }
}

function halfOption(options: Options): Half | undefined {
  const half = textOption(options, 'half');
  if (half === undefined || half === 'even' || half === 'odd') return half;
  throw new UsageError(`--half takes even or odd, not "${half}".`);
}

function asJson({
  images,
  components,
  wrongComponents,
  scores,
  reviewer,
  warnings,
}: RiskEvaluation): unknown {
  const opened = { at: OPENED_AT, ...reviewer };
  return {
    ...{ images, components, wrongComponents },
    review: { ...scores, queue: QUEUE },
    reviewer: opened,
    warnings,
  };
}

/** What several scores add up to. */
const SUMS = [
  ['combined', 'all of them, weighted'],
  ['taught', 'the same, weights taught by the other half'],
  ['ranks', 'mean rank of close, margin and spread'],
] as const;

function riskTable({ images, components, wrongComponents, scores, reviewer }: RiskEvaluation): string {
  const titles = new Map([...RISK_SCORES.map(({ id, title }) => [id, title] as const), ...SUMS]);
  const rows = Object.entries(scores).map(([id, { spearman, found, componentPrecision }]) => [
    `${id === QUEUE ? '* ' : '  '}${id}: ${titles.get(id) ?? 'a baseline'}`,
    spearman.toFixed(2),
    ...LOOKED_AT.map((share) => percent(found[share]!)),
    percent(componentPrecision),
  ]);
  return [
    `${counted(images, 'image')}, ${counted(components, 'component')}, ${percent(wrongComponents)} percent of these wrong. Rank correlation of risk with one less the mean IoU; ` +
      'percent of the worst fifth of the images that are among the first 5, 10, 20 and 50 percent by risk; percent of components of 1 percent of their image or more called wrong that are, where half of the wrong ones are found. * orders the queue',
    table([['', 'Spearman', ...LOOKED_AT.map((share) => `${share * 100} %`), 'components'], ...rows]),
    'A reviewer who opens images in an order and mends what is wrong: mean IoU of all of them, in percent, after so many were opened',
    table([
      ['', ...OPENED_AT.map((share) => `${share * 100} %`)],
      ...Object.entries(reviewer).map(([order, curve]) => [`by ${order}`, ...curve.map(percent)]),
    ]),
  ].join('\n\n');
}
