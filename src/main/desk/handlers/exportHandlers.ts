import { isAbsolute } from 'node:path';
import type { exportRoutes } from '../../../shared/contract/exportRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { describeOptions } from '../../../shared/options/describeOptions.ts';
import { EXPORTERS, findExporter } from '../../formats/exporters.ts';
import { runExport } from '../../formats/runExport.ts';
import type { EventBus } from '../EventBus.ts';
import { expandHome } from '../expandHome.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Writing data sets. */
export function exportHandlers(
  current: () => OpenProject,
  events: EventBus,
): Pick<Handlers, keyof typeof exportRoutes> {
  return {
    'export.formats': () =>
      EXPORTERS.map(({ id, title, options, layout, losses }) => ({
        ...{ id, title, options: describeOptions(options), losses: [...losses] },
        layout: layout.map(({ where, ...line }) => ({
          ...line,
          ...(where && { where: [...where] as [string, boolean | string] }),
        })),
      })),
    'export.run': async ({ format, classes = [], common, ...request }) => {
      const project = current();
      const exporter = findExporter(format);
      if (project.exporting)
        throw new AppError('invalid-input', 'An export is running already. Wait for it, or cancel it.');
      const out = expandHome(request.out);
      if (!isAbsolute(out))
        throw new AppError('invalid-input', `"${out}" is not a whole path. Start it at the root.`);
      const { signal } = (project.exporting = new AbortController());
      try {
        return await runExport(project.file, exporter, {
          ...{ ...request, out, classes },
          ...(common && { common }),
          refine: (image) => project.refineInBatch(image, signal),
          signal,
          onProgress: (done, total) => events.send({ type: 'export', done, total }),
        });
      } finally {
        project.exporting = undefined;
      }
    },
    'export.cancel': () => {
      current().exporting?.abort();
      return {};
    },
  };
}
