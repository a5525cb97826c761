import { isAbsolute } from 'node:path';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { exportVoc } from '../../formats/voc/exportVoc.ts';
import type { EventBus } from '../EventBus.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Writing data sets. */
export function exportHandlers(
  current: () => OpenProject,
  events: EventBus,
): Pick<Handlers, 'export.voc' | 'export.cancel'> {
  return {
    'export.voc': async ({ split, ...options }) => {
      const project = current();
      if (project.exporting)
        throw new AppError('invalid-input', 'An export is running already. Wait for it, or cancel it.');
      if (!isAbsolute(options.out))
        throw new AppError('invalid-input', `"${options.out}" is not a whole path. Start it at the root.`);
      project.exporting = new AbortController();
      try {
        return await exportVoc(project.file, {
          ...options,
          split: 'val' in split ? { val: new Set(split.val) } : split,
          signal: project.exporting.signal,
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
