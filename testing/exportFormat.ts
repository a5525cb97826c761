import type { z } from 'zod';
import type { WrittenImages } from '../src/main/formats/dataset/WrittenImage.ts';
import type { Exporter } from '../src/main/formats/Exporter.ts';
import type { ExportClass } from '../src/main/formats/dataset/ExportClass.ts';
import type { ExportRequest } from '../src/main/formats/runExport.ts';
import { runExport } from '../src/main/formats/runExport.ts';
import type { ProjectFile } from '../src/main/project/ProjectFile.ts';
import type { ExportReport } from '../src/shared/export/exportReport.ts';
import { noEdges } from './noEdges.ts';

/** An export that can be read back again, as often as a test likes. */
export interface Exported {
  report: ExportReport;
  /** Reads it back as the export has done. @throws AppError */
  check: () => Promise<string[]>;
}

/** Exports a project, everything for training unless a split is given. */
export async function exportFormat<Options extends z.ZodObject, Expected extends object>(
  project: ProjectFile,
  exporter: Exporter<Options, Expected>,
  request: Pick<ExportRequest, 'out'> & Partial<ExportRequest>,
): Promise<Exported> {
  let kept: [string, WrittenImages<Expected>, z.infer<Options>, readonly ExportClass[]] | undefined;
  const keeping: Exporter<Options, Expected> = {
    ...exporter,
    check: (folder, written, options, classes, next) => {
      kept = [folder, written, options, classes];
      return exporter.check(folder, written, options, classes, next);
    },
  };
  const report = await runExport(project, keeping as unknown as Exporter, {
    ...{ states: ['proposed', 'edited', 'accepted'], split: { val: [] }, refine: noEdges },
    ...request,
  });
  const [, ...rest] = kept!;
  return { report, check: () => exporter.check(report.out, ...rest, async () => undefined) };
}
