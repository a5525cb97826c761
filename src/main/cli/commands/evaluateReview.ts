import { counted } from '../../../shared/text/counted.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { Refiner } from '../../propose/Refiner.ts';
import type { Half, RiskEvaluation } from '../../review/riskFigures/evaluateRisk.ts';
import { evaluateRisk } from '../../review/riskFigures/evaluateRisk.ts';
import { LOOKED_AT } from '../../review/riskFigures/foundOfWorst.ts';
import { QUEUE, RISK_SCORES } from '../../review/risk/riskScores.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, textOption } from '../parameterOptions.ts';
import { print, printJson, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { percent, table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave evaluate F --review --ground-truth VOCROOT` */
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
  try {
    expectOwnPlaces(placesOf(project));
    const evaluation = await evaluateRisk(project, groundTruth, {
      ...{ half, limit, signal },
      refine: (image) => refiner.refine(project, image, { priority: 'batch' }),
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellSome('Notices:', evaluation.warnings);
    if (options['json'] === true) printJson(asJson(evaluation));
    else print(riskTable(evaluation));
    return signal.aborted ? EXIT.interrupted : EXIT.done;
  } finally {
    bar.end();
    refiner.close();
    project.close();
  }
}

function halfOption(options: Options): Half | undefined {
  const half = textOption(options, 'half');
  if (half === undefined || half === 'even' || half === 'odd') return half;
  throw new UsageError(`--half takes even or odd, not "${half}".`);
}

function asJson({ images, components, wrongComponents, scores, warnings }: RiskEvaluation): unknown {
  return { ...{ images, components, wrongComponents }, review: { ...scores, queue: QUEUE }, warnings };
}

function riskTable({ images, components, wrongComponents, scores }: RiskEvaluation): string {
  const titles = new Map(RISK_SCORES.map(({ id, title }) => [id, title]));
  const rows = Object.entries(scores).map(([id, { spearman, found, componentPrecision }]) => [
    `${id === QUEUE ? '* ' : '  '}${id}: ${titles.get(id) ?? 'a baseline'}`,
    spearman.toFixed(2),
    ...LOOKED_AT.map((share) => percent(found[share]!)),
    percent(componentPrecision),
  ]);
  return [
    `${counted(images, 'image')}, ${counted(components, 'component')}, ${percent(wrongComponents)} percent of these wrong. Rank correlation of risk with one less the mean IoU; ` +
      'percent of the worst fifth of the images that are among the first 5, 10, 20 and 50 percent by risk; percent of components called wrong that are, where half of the wrong ones are found. * orders the queue',
    table([['', 'Spearman', ...LOOKED_AT.map((share) => `${share * 100} %`), 'components'], ...rows]),
  ].join('\n\n');
}
