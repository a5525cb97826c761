import { FieldCorrector } from '../../correct/FieldCorrector.ts';
import { openClickPack } from '../../correct/openClickPack.ts';
import type { PackCorrector } from '../../correct/PackCorrector.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { likenessJob } from '../../models/adcam/jobs.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { fileOf } from '../../project/fileOf.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { Refiner } from '../../propose/Refiner.ts';
import { bestThresholds } from '../../review/clicks/bestThresholds.ts';
import type { ClickFigures } from '../../review/clicks/clickFigures.ts';
import { CLICK_COUNTS } from '../../review/clicks/clickFigures.ts';
import { evaluateClicks } from '../../review/clicks/evaluateClicks.ts';
import { fieldSources } from '../../review/clicks/fieldSources.ts';
import { packSources } from '../../review/clicks/packSources.ts';
import { withThresholds } from '../../review/clicks/withThresholds.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, textOption } from '../parameterOptions.ts';
import { packOf, parseProvider, startInference } from '../startInference.ts';
import { print, printJson, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { percent, table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave evaluate F --clicks --ground-truth PATH` */
export async function evaluateByClicks(
  projectPath: string,
  groundTruth: string,
  options: Options,
): Promise<number> {
  for (const other of ['perImage', 'couplings', 'learningCurve'])
    if (options[other] !== undefined)
      throw new UsageError('--clicks goes with neither --per-image, --couplings nor --learning-curve.');
  const signal = abortOnInterrupt('Stopping after the present image, with the figures until then');
  const limit = countOption(options, 'limit');
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Clicking');
  const refiner = new Refiner(forkChild);
  const hosts: InferenceHost[] = [];
  try {
    expectOwnPlaces(placesOf(project));
    const pack = packOf(undefined, project.meta.get('pack'), projectPath);
    const { host: networks } = await startInference(pack, textOption(options, 'provider'));
    const plain = new InferenceHost(forkChild);
    hosts.push(networks, plain);
    const parameters = project.meta.get('parameters')!;
    const corrector = new FieldCorrector(plain, (image, places) =>
      networks.run(likenessJob, { image, places, parameters }, { priority: 'batch' }),
    );
    const setThresholds = options['setThresholds'] === true;
    const clicksPack = textOption(options, 'clicksPack');
    const packed = clicksPack === undefined ? [] : packSources(await openClicks(clicksPack, corrector));
    const evaluation = await evaluateClicks(project, groundTruth, {
      sources: [...packed, ...fieldSources(corrector)],
      ...{ limit, signal },
      refine: (image) => refiner.refine(project, image, { priority: 'batch' }),
      ...(setThresholds && {
        prepare: async (image, shown, rows, labels) => {
          const { scores } = shown;
          if (!scores) return shown;
          const values = scores.labels.map((label) => labels.indexOf(label) + 1);
          const maps = { values: scores.values, grid: scores.grid, classes: scores.labels.length };
          const thresholds = bestThresholds(maps, rows, shown, values, scores.thresholds);
          return withThresholds(fileOf(project, image), shown, thresholds, {
            host: project.meta.get('edges') === true ? plain : undefined,
            voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
          });
        },
      }),
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellSome('Notices:', evaluation.warnings);
    if (options['json'] === true) printJson({ ...evaluation, setThresholds });
    else print(clickTable(evaluation));
    return signal.aborted ? EXIT.interrupted : EXIT.done;

    function openClicks(path: string, fields: FieldCorrector): Promise<PackCorrector> {
      const host = new InferenceHost(forkChild);
      hosts.push(host);
      const provider = textOption(options, 'provider');
      return openClickPack(
        host,
        path,
        fields,
        provider === undefined ? undefined : [parseProvider(provider)],
      );
    }
  } finally {
    bar.end();
    for (const host of hosts) host.close();
    refiner.close();
    project.close();
  }
}

function clickTable({ images, clicks }: { images: number; clicks: Record<string, ClickFigures> }): string {
  const rows = Object.entries(clicks).map(([name, figures]) => [
    name,
    ...figures.iou.map(percent),
    ...[figures.noc85, figures.noc90].map((count) => count.toFixed(2)),
    ...[figures.failures, figures.failures90, figures.worseAfterFirst].map(percent),
  ]);
  const { objects } = Object.values(clicks)[0]!;
  return [
    `${objects} objects in ${images} images: mean IoU in percent after so many clicks, clicks to 85 and 90 percent, and objects in percent that do not get there in 20, or are worse after the first click`,
    table([['', ...CLICK_COUNTS.map(String), 'to 85', 'to 90', 'not 85', 'not 90', 'worse'], ...rows]),
  ].join('\n\n');
}
