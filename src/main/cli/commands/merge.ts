import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import { counted } from '../../../shared/text/counted.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { Refiner } from '../../propose/Refiner.ts';
import type { MergeReport } from '../../team/merge/mergeProjects.ts';
import { mergeProjects } from '../../team/merge/mergeProjects.ts';
import { dealWarning } from '../dealWarning.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave merge OUT PART...` */
export async function merge(
  outPath: string,
  partPaths: readonly string[],
  options: Options,
): Promise<number> {
  if (partPaths.length === 0) throw new UsageError('Say which parts are joined: camweave merge OUT PART...');
  const signal = abortOnInterrupt();
  const refiner = new Refiner(forkChild);
  const bar = new ProgressBar('Joining');
  const parts: ProjectFile[] = [];
  const isNew = !existsSync(outPath);
  let target: ProjectFile | undefined;
  let isWhole = false;
  try {
    for (const path of partPaths) parts.push(ProjectFile.open(path));
    target = ProjectFile.open(outPath, { create: true });
    for (const project of [target, ...parts]) expectOwnPlaces(placesOf(project));
    const report = await mergeProjects(target, parts, {
      signal,
      refine: (project) => (image) => refiner.refine(project, image, { priority: 'batch', signal }),
      onProgress: (done, total) => bar.update(done, total),
    });
    isWhole = true;
    bar.end();
    tellReport(outPath, report);
    if (options['json'] === true) printJson(report);
    return EXIT.done;
  } catch (error) {
    bar.end();
    if (!(error instanceof AppError) || error.code !== 'cancelled') throw error;
    tell(error.message);
    return EXIT.interrupted;
  } finally {
    refiner.close();
    if (isNew && !isWhole) target?.discard();
    else target?.close();
    for (const part of parts) part.close();
  }
}

function tellReport(path: string, report: MergeReport): void {
  tellSome(
    'Two people differ; the one who decided last is shown, the other kept beside:',
    report.conflicts.map(
      ({ path: image, shown, other, iou }) =>
        `${image}: ${shown} and ${other}${iou === null ? '' : `, IoU ${iou.toFixed(2)}`}`,
    ),
  );
  tellSome(
    'Proposed with another pack or other parameters; their proposals are made anew with the next `camweave propose`:',
    report.otherSettings,
  );
  tellSome('New classes:', report.classes);
  tellSome('Left out, since they name another photograph in one of the parts:', report.otherPhotograph);
  const warning = dealWarning(report.deals);
  if (warning !== undefined) tell(`Warning: ${warning}`);
  tell(
    `${path} has ${counted(report.images, 'image')}: ${report.added} new, ${report.taken} with other work than before, ` +
      `${counted(report.conflicts.length, 'conflict')} to review.`,
  );
}
