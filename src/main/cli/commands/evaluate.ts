import type { Coupling } from '../../../shared/parameters/proposalParameters.ts';
import { COUPLINGS } from '../../../shared/parameters/proposalParameters.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { Refiner } from '../../propose/Refiner.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { evaluateProject } from '../../review/evaluate/evaluateProject.ts';
import type { Proposer } from '../../propose/openProposer.ts';
import { evaluationJson } from '../evaluationJson.ts';
import { evaluationTables } from '../evaluationTables.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { evaluateByClicks } from './evaluateClicks.ts';
import { evaluateLearning } from './evaluateLearning.ts';
import { evaluateReview } from './evaluateReview.ts';
import { perImageFile } from '../perImageFile.ts';
import { packOf, startInference } from '../startInference.ts';
import { print, printJson, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

/** What only `evaluateByClicks` takes. */
const CLICK_FLAGS = [
  ['clicksPack', '--clicks-pack'],
  ['setThresholds', '--set-thresholds'],
  ['limit', '--limit'],
] as const;

/** `camweave evaluate F --ground-truth PATH` */
export async function evaluate(projectPath: string, options: Options): Promise<number> {
  const groundTruth = textOption(options, 'groundTruth');
  if (groundTruth === undefined) throw new UsageError('Say where the true masks are: --ground-truth PATH');
  if (options['review'] === true) {
    for (const [key, flag] of CLICK_FLAGS.slice(0, 2))
      expectWithout(options, key, `${flag} goes with --clicks.`);
    return evaluateReview(projectPath, groundTruth, options);
  }
  if (options['learningCurve'] !== undefined) return evaluateLearning(projectPath, groundTruth, options);
  if (options['clicks'] === true) return evaluateByClicks(projectPath, groundTruth, options);
  for (const [key, flag] of CLICK_FLAGS) expectWithout(options, key, `${flag} goes with --clicks.`);
  expectWithout(options, 'half', '--half goes with --review.');
  expectWithout(options, 'secondOpinions', '--second-opinions goes with --review.');
  const perImage = textOption(options, 'perImage');
  const writePerImage = perImage === undefined ? undefined : perImageFile(perImage);
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Comparing');
  const refiner = new Refiner(forkChild);
  let inference: Proposer | undefined;
  try {
    expectOwnPlaces(placesOf(project));
    const own = project.meta.get('parameters')?.coupling;
    const couplings =
      options['couplings'] === undefined ? undefined : parseCouplings(String(options['couplings']));
    if (couplings?.some((coupling) => coupling !== own)) {
      const pack = packOf(undefined, project.meta.get('pack'), projectPath);
      inference = await startInference(pack, textOption(options, 'provider'));
    }
    const evaluation = await evaluateProject(project, groundTruth, {
      ...(couplings ? { couplings } : {}),
      refine: (image) => refiner.refine(project, image, { priority: 'batch' }),
      ...(inference ? { runner: inference } : {}),
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellSome('Notices:', evaluation.warnings);
    writePerImage?.(evaluation);
    if (options['json'] === true) printJson(evaluationJson(evaluation));
    else print(evaluationTables(evaluation));
    return EXIT.done;
  } finally {
    bar.end();
    inference?.host.close();
    refiner.close();
    project.close();
  }
}

/** @throws UsageError where an option was given that goes with another way to evaluate */
function expectWithout(options: Options, key: string, words: string): void {
  if (options[key] !== undefined) throw new UsageError(words);
}

function parseCouplings(text: string): Coupling[] {
  return text.split(',').map((name) => {
    const coupling = COUPLINGS.find((item) => item === name.trim());
    if (!coupling) throw new UsageError(`--couplings takes ${COUPLINGS.join(', ')}, not "${name.trim()}".`);
    return coupling;
  });
}
