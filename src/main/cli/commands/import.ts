import { AppError } from '../../../shared/errors/AppError.ts';
import type { ImportReport, ImportWay, Named } from '../../../shared/import/importReport.ts';
import { IMPORT_WAYS } from '../../../shared/import/importReport.ts';
import { counted } from '../../../shared/text/counted.ts';
import { authorIn } from '../../annotate/authorIn.ts';
import { authorName } from '../../annotate/authorName.ts';
import { importMasks } from '../../formats/importMasks.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { readingOptions } from '../readingOptions.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave import F PATH --as review` */
export async function importInto(projectPath: string, path: string, options: Options): Promise<number> {
  const as = wayOf(textOption(options, 'as'));
  const origin = textOption(options, 'origin');
  const { order, renames } = readingOptions(options);
  const dryRun = options['dryRun'] === true;
  const signal = abortOnInterrupt();
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar(dryRun ? 'Looking' : 'Importing');
  try {
    expectOwnPlaces(placesOf(project));
    const report = await importMasks(project, path, {
      ...{ as, origin, order, renames, signal, apply: !dryRun },
      author: authorIn(project, authorName(process.env)),
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellReport(report);
    if (options['json'] === true) printJson(report);
    if (report.images === 0) return EXIT.failed;
    return report.unreadable.count + report.otherSize.count + report.unclear.count > 0
      ? EXIT.someFailed
      : EXIT.done;
  } catch (error) {
    bar.end();
    if (!(error instanceof AppError) || error.code !== 'cancelled') throw error;
    tell('Stopped. What was imported stays; run the same command again to go on.');
    return EXIT.interrupted;
  } finally {
    project.close();
  }
}

function wayOf(name: string | undefined): ImportWay {
  const way = IMPORT_WAYS.find((item) => item === name);
  if (way !== undefined) return way;
  throw new UsageError(`Say what the masks become: --as ${IMPORT_WAYS.join(', ')}`);
}

function tellReport(report: ImportReport): void {
  tellSome(
    'Classes that the project does not have; their pixels become void:',
    report.strangers.map(({ name, files, near }) => {
      const hint = near === null ? '' : `; did you mean "${near}"? --rename '${name}=${near}'`;
      return `${name} (${counted(files, 'file')}${hint})`;
    }),
  );
  tellNamed('Shapes of different classes overlap:', report.overlaps);
  tellNamed('Lost, or not as it was:', report.losses);
  tellNamed('Left as they are, because a person has worked on them:', report.kept);
  tellNamed('Of another size than their image, left out:', report.otherSize);
  tellNamed('Left out:', report.unreadable);
  tellNamed('Not clear which image they belong to, left out:', report.unclear);
  tellNamed('Images without a mask:', report.imagesWithoutMask);
  tellNamed('Masks without an image:', report.masksWithoutImage);
  tellSome('Notices:', report.warnings);
  const become = {
    review: 'labels to review',
    accepted: 'accepted labels',
    scores: 'scores',
    'ground-truth': 'ground truth',
    tags: 'tags',
  };
  const verb = report.done ? 'are' : 'would be';
  tell(
    `${report.reader}, ${counted(report.masks, 'file')} in ${report.root}: those of ${counted(report.images, 'image')} ${verb} ${become[report.as]} now.`,
  );
}

function tellNamed(heading: string, { count, some }: Named): void {
  tellSome(heading, [...some, ...Array.from({ length: count - some.length }, () => '')]);
}
