import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import type { CurvePoint } from '../../review/learningCurve/learningCurve.ts';
import { learningCurve } from '../../review/learningCurve/learningCurve.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, textOption } from '../parameterOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { print, printJson, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { percent, table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave evaluate F --learning-curve COUNTS --ground-truth PATH` */
export async function evaluateLearning(
  projectPath: string,
  groundTruth: string,
  options: Options,
): Promise<number> {
  for (const other of ['perImage', 'couplings'])
    if (options[other] !== undefined)
      throw new UsageError('--learning-curve goes with neither --per-image nor --couplings.');
  const counts = parseCounts(String(options['learningCurve']));
  const orders = countOption(options, 'orders') ?? 3;
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Learning');
  try {
    expectOwnPlaces(placesOf(project));
    const pack = packOf(undefined, project.meta.get('pack'), projectPath);
    const runner = await startInference(pack, textOption(options, 'provider'));
    try {
      const { points, warnings } = await learningCurve(project, {
        ...{ groundTruth, counts, orders, runner },
        learnFrom: textOption(options, 'learnFrom'),
        onProgress: (done, total) => bar.update(done, total),
      });
      bar.end();
      tellSome('Notices:', warnings);
      if (options['json'] === true) printJson({ learningCurve: points.map(asJson) });
      else print(tables(points));
      return EXIT.done;
    } finally {
      runner.host.close();
    }
  } finally {
    bar.end();
    project.close();
  }
}

function parseCounts(text: string): number[] {
  return text.split(',').map((part) => {
    const count = Number(part.trim());
    if (!Number.isInteger(count) || count < 0 || part.trim() === '')
      throw new UsageError(`--learning-curve takes whole numbers such as 5,10,20, not "${part.trim()}".`);
    return count;
  });
}

function asJson({ k, order, images, best, project, tags, weight, expected }: CurvePoint): unknown {
  const classes = Object.fromEntries(best.perClass.map(({ name, iou }) => [name, iou]));
  return {
    ...{ k, order, images },
    best: { miou: best.miou, imgIoU: best.imgIoU, threshold: best.threshold, classes },
    project: { miou: project.miou, imgIoU: project.imgIoU, share85: project.share85 },
    tags: { map: tags },
    ...{ weight, expected },
  };
}

/** Means over orders, and the worst of them. */
function tables(points: readonly CurvePoint[]): string {
  const counts = [...new Set(points.map(({ k }) => k))];
  const figures: [string, (point: CurvePoint) => number][] = [
    ['mIoU, best threshold', ({ best }) => best.miou],
    ['images, best threshold', ({ best }) => best.imgIoU],
    ['mIoU, as proposed', ({ project }) => project.miou],
    ['images, as proposed', ({ project }) => project.imgIoU],
    ['tags, mean average precision', ({ tags }) => tags],
  ];
  const rows = figures.flatMap(([name, figure]) => {
    const values = counts.map((k) => points.filter((point) => point.k === k).map(figure));
    const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
    return [
      [name, ...values.map((list) => percent(mean(list)))],
      ['  worst order', ...values.map((list) => percent(Math.min(...list)))],
    ];
  });
  const weights = counts.map((k) =>
    points
      .filter((point) => point.k === k)
      .map(({ weight }) => weight.toFixed(1))
      .join(' '),
  );
  return [
    'Mean over orders, in percent, by how many images were learned from',
    table([['', ...counts.map(String)], ...rows, ['weight beside AD-CAM', ...weights]]),
  ].join('\n\n');
}
