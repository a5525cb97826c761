import { existsSync, statSync } from 'node:fs';
import { counted } from '../../../shared/text/counted.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { Refiner } from '../../propose/Refiner.ts';
import type { LeftOut } from '../../review/agreement/agreeing.ts';
import type { Agreement, LabelPair } from '../../review/agreement/agreementOf.ts';
import { agreementOf } from '../../review/agreement/agreementOf.ts';
import { maskPairs } from '../../review/agreement/maskPairs.ts';
import { projectPairs } from '../../review/agreement/projectPairs.ts';
import { rivalPairs } from '../../review/agreement/rivalPairs.ts';
import { agreementFile } from '../agreementFile.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { readStates } from '../readStates.ts';
import { print, printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { percent, table } from '../terminal/table.ts';

/** `camweave agree A B`, or `camweave agree F` for the images that people of joined parts share */
export async function agree(
  projectPath: string,
  other: string | undefined,
  options: Options,
): Promise<number> {
  const states = readStates(textOption(options, 'states') ?? 'accepted');
  const perImage = textOption(options, 'perImage');
  const write = perImage === undefined ? undefined : agreementFile(perImage);
  const signal = abortOnInterrupt();
  const refiner = new Refiner(forkChild);
  const bar = new ProgressBar('Comparing');
  const open = [ProjectFile.open(projectPath)];
  try {
    const [project] = open as [ProjectFile];
    const isProject = other !== undefined && existsSync(other) && statSync(other).isFile();
    if (isProject) open.push(ProjectFile.open(other));
    for (const item of open) expectOwnPlaces(placesOf(item));
    const comparing = {
      ...{ states, signal },
      refine: (of: ProjectFile) => (image: Parameters<Refiner['refine']>[1]) =>
        refiner.refine(of, image, { priority: 'batch', signal }),
      onProgress: (done: number, total: number) => bar.update(done, total),
    };
    const about = {
      names: new Map<number, string>(),
      left: { alone: 0, other: [], warnings: [] } as LeftOut,
    };
    const pairs: AsyncIterable<LabelPair> = isProject
      ? projectPairs([project, open[1]!], comparing, about)
      : other === undefined
        ? rivalPairs(project, comparing, about)
        : maskPairs([project, other], comparing, about);
    const agreement = await agreementOf(pairs);
    bar.end();
    write?.(agreement.perImage, about.names);
    say(agreement, about, options);
    return agreement.images > 0 ? EXIT.done : EXIT.failed;
  } finally {
    bar.end();
    refiner.close();
    for (const project of open) project.close();
  }
}

function say(
  agreement: Agreement,
  { names, left }: { names: ReadonlyMap<number, string>; left: LeftOut },
  options: Options,
): void {
  const { images, same, pixels, differing, miou, kappa, shown } = agreement;
  tellSome('Not compared, of another size or photograph:', left.other);
  tellSome('Notices:', left.warnings);
  if (images === 0) tell('There are no two label maps of any image to compare.');
  const classes = agreement.classes.map((item) => ({
    ...{ name: names.get(item.label)!, iou: item.iou, kappa: item.kappa },
    images: shown.get(item.label)!,
  }));
  if (options['json'] === true) {
    const notCompared = { alone: left.alone, other: left.other.length };
    printJson({ images, same, pixels, differing, miou, kappa, classes, notCompared });
    return;
  }
  if (images === 0) return;
  print(
    [
      `${counted(images, 'pair')} of label maps compared, ${same} without a difference; ${left.alone} images on one side alone`,
      table([
        ['', 'IoU', 'kappa', 'images'],
        ...classes.map((item) => [item.name, percent(item.iou), kappaText(item.kappa), String(item.images)]),
        ['all', percent(miou), kappaText(kappa), String(images)],
      ]),
    ].join('\n\n'),
  );
}

function kappaText(kappa: number | null): string {
  return kappa === null ? '-' : kappa.toFixed(3);
}
