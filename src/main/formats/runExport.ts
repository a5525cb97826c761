import { resolve } from 'node:path';
import { z } from 'zod';
import type { ImageState } from '../../shared/images/imageState.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ExportReport } from '../../shared/export/exportReport.ts';
import { exportReport } from './dataset/exportReport.ts';
import { replaceFolder } from './dataset/replaceFolder.ts';
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
  { out, states, replace = false, options: given, ...writing }: ExportRequest,
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
  const classes = project.classes.all();
  const guarded = { project: resolve(project.path), photographs: project.meta.get('root') };
  return replaceFolder(out, { replace, ...guarded }, async (folder) => {
    const leftOut: LeftOut = { skipped: [], warnings: [] };
    const written = await exporter.write(
      { folder, classes, writeImages: (write) => writeImages(project, images, write, writing, leftOut) },
      options.data,
    );
    // Nothing is no better than what may have been there before.
    if (written.images.length === 0)
      throw new AppError(
        'invalid-input',
        `None of the ${images.length} images could be exported. ${leftOut.skipped[0]?.message ?? ''}`,
      );
    await exporter.check(folder, written, options.data, classes);
    return exportReport(out, classes, written, leftOut);
  });
}
