import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { ImageState } from '../../shared/images/imageState.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ClassChange, CommonOptions } from '../../shared/export/commonOptions.ts';
import { commonOptionsSchema } from '../../shared/export/commonOptions.ts';
import type { ExportReport } from '../../shared/export/exportReport.ts';
import { checkProvenance } from './dataset/checkProvenance.ts';
import { exportClasses } from './dataset/exportClasses.ts';
import { exportReport } from './dataset/exportReport.ts';
import { PROVENANCE_FOLDER } from './dataset/provenancePlane.ts';
import { checkRecord, writeRecord } from './dataset/record.ts';
import { replaceFolder } from './dataset/replaceFolder.ts';
import { Spool } from './dataset/Spool.ts';
import { TimeSlices } from './dataset/TimeSlices.ts';
import { voidLost } from './dataset/voidLost.ts';
import type { LeftOut, WriteImagesOptions } from './dataset/writeImages.ts';
import { writeImages } from './dataset/writeImages.ts';
import type { Exporter } from './Exporter.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** What every format is told, and the format's own options. */
export interface ExportRequest extends WriteImagesOptions {
  /** Folder that the data set goes to. */
  out: string;
  /** Which images to export. */
  states: readonly ImageState[];
  /** Replace `out` where an export has made it. */
  replace?: boolean;
  /** What classes are called in the data set, where that is something else. */
  classes?: readonly ClassChange[];
  /** What all formats take; what is not given has its default. */
  common?: Partial<CommonOptions>;
  /** For the exporter's schema; what is not given has its default. */
  options?: unknown;
}

/**
 * Exports a project (docs/design.md, "Export"): written to a temporary folder, read back by the rules of the format's
 * readers, and only then put into place.
 *
 * @throws AppError `invalid-input` when there is nothing to export or an option is wrong, `export-mismatch` when the
 *   data set does not read back as it was meant, `disk-full`, `not-writable`, `cancelled`
 */
export async function runExport(
  project: ProjectFile,
  exporter: Exporter,
  {
    out,
    states,
    replace = false,
    classes: changes = [],
    common: asked,
    options: given,
    ...writing
  }: ExportRequest,
): Promise<ExportReport> {
  const options = exporter.options.safeParse(given ?? {});
  if (!options.success) {
    throw new AppError(
      'invalid-input',
      `${exporter.title} does not take these options: ${z.prettifyError(options.error)}`,
    );
  }
  const images = project.images.all().filter(({ state }) => states.includes(state));
  if (images.length === 0) {
    throw new AppError(
      'invalid-input',
      `${project.path} has no images that are ${states.join(', ')}. Propose or accept some first.`,
    );
  }
  const common = commonOptionsSchema.parse(asked ?? {});
  const classes = exportClasses(project.classes.all(), changes, common.leftOut);
  const guarded = { project: resolve(project.path), photographs: project.meta.get('root') };
  return replaceFolder(out, { replace, ...guarded }, async (folder) => {
    const leftOut: LeftOut = { skipped: [], warnings: [] };
    if (common.provenance) await mkdir(join(folder, PROVENANCE_FOLDER));
    const records = new Spool(join(folder, '.records'));
    try {
      const place = { folder, classes, common, records };
      const written = await exporter.write(
        {
          ...{ folder, classes: classes.classes, photographs: common.photographs },
          writeImages: (write) => writeImages(project, images, write, place, writing, leftOut),
        },
        options.data,
      );
      // Nothing is no better than what may have been there before.
      if (written.images.length === 0)
        throw new AppError(
          'invalid-input',
          `None of the ${images.length} images could be exported. ${leftOut.skipped[0]?.message ?? ''}`,
        );
      const slices = new TimeSlices(writing.signal);
      const next = (): Promise<void> => slices.pause();
      const checked = await exporter.check(folder, written, options.data, classes.classes, next);
      const request = { format: exporter.id, options: options.data, common, states, classes };
      writeRecord(folder, project, { ...request, split: writing.split }, written, records);
      checked.push(await checkRecord(folder, written, next));
      if (common.provenance) checked.push(await checkProvenance(folder, written.images, next));
      if (!exporter.hasVoid) leftOut.warnings.push(...voidLost(exporter.title, written.images, common));
      return exportReport(out, classes.classes, written, leftOut, checked);
    } finally {
      records.remove();
    }
  });
}
