import { counted } from '../../../shared/text/counted.ts';
import type { Coupling } from '../../../shared/parameters/proposalParameters.ts';
import { COUPLINGS } from '../../../shared/parameters/proposalParameters.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import type { CouplingEvaluation, Evaluation } from '../../review/evaluate/evaluateProject.ts';
import { evaluateProject } from '../../review/evaluate/evaluateProject.ts';
import type { Proposer } from '../../propose/openProposer.ts';
import type { Metrics } from '../../review/evaluate/metrics.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { print, printJson, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { percent, table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave evaluate F --ground-truth VOCROOT` */
export async function evaluate(projectPath: string, options: Options): Promise<number> {
  const groundTruth = textOption(options, 'groundTruth');
  if (groundTruth === undefined) throw new UsageError('Say where the true masks are: --ground-truth VOCROOT');
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Comparing');
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
      ...(inference ? { runner: inference } : {}),
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellSome('Notices:', evaluation.warnings);
    if (options['json'] === true) printJson(asJson(evaluation));
    else printTables(evaluation);
    return EXIT.done;
  } finally {
    bar.end();
    inference?.host.close();
    project.close();
  }
}

function parseCouplings(text: string): Coupling[] {
  return text.split(',').map((name) => {
    const coupling = COUPLINGS.find((item) => item === name.trim());
    if (!coupling) throw new UsageError(`--couplings takes ${COUPLINGS.join(', ')}, not "${name.trim()}".`);
    return coupling;
  });
}

function printTables({ images, couplings }: Evaluation): void {
  const entries = Object.entries(couplings) as [Coupling, CouplingEvaluation][];
  const row = (name: string, threshold: string, { miou, fp, fn }: Metrics): string[] => [
    ...[name, percent(miou), threshold, percent(fp), percent(fn)],
  ];
  print(`${counted(images, 'image')}, in percent\n`);
  print(
    table([
      ['', 'mIoU', 'threshold', 'FP', 'FN'],
      ...entries.flatMap(([name, { best, project }]) => [
        row(`${name}, best threshold`, best.threshold.toFixed(2), best),
        row(`${name}, project's thresholds`, thresholdText(project.thresholds), project),
      ]),
    ]),
  );
  const names = entries[0]![1].best.perClass.map(({ name }) => name);
  print(`\nIoU per class at the best threshold\n`);
  print(
    table([
      ['', ...entries.map(([name]) => name)],
      ...names.map((name, index) => [
        name,
        ...entries.map(([, { best }]) => percent(best.perClass[index]!.iou)),
      ]),
    ]),
  );
}

function thresholdText(thresholds: Record<string, number>): string {
  const values = [...new Set(Object.values(thresholds))];
  return values.length === 1 ? values[0]!.toFixed(2) : 'per class';
}

function asJson({ images, couplings, warnings }: Evaluation): unknown {
  const metrics = ({ perClass, ...rest }: Metrics): unknown => ({
    ...rest,
    perClass: Object.fromEntries(perClass.map(({ name, ...values }) => [name, values])),
  });
  const entries = Object.entries(couplings) as [Coupling, CouplingEvaluation][];
  return {
    images,
    couplings: Object.fromEntries(
      entries.map(([name, { best, project }]) => [name, { best: metrics(best), project: metrics(project) }]),
    ),
    warnings,
  };
}
