import { isAbsolute } from 'node:path';
import type { importRoutes } from '../../../shared/contract/importRoutes.ts';
import type { Handlers, Input } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ImportReport } from '../../../shared/import/importReport.ts';
import { importMasks } from '../../formats/importMasks.ts';
import type { EventBus } from '../EventBus.ts';
import { expandHome } from '../expandHome.ts';
import type { OpenProject } from '../OpenProject.ts';

/** How often pages are told how far it is, at most, in milliseconds. */
const TOLD_MS = 50;

/** Masks and score maps that were made elsewhere. */
export function importHandlers(
  current: () => OpenProject,
  events: EventBus,
): Pick<Handlers, keyof typeof importRoutes> {
  async function run(
    { path: given, as, order, renames, origin = null }: Input<'import.look'> & Partial<Input<'import.run'>>,
    apply: boolean,
  ): Promise<ImportReport> {
    const project = current();
    if (project.importing)
      throw new AppError('invalid-input', 'An import is running already. Wait for it, or cancel it.');
    const path = expandHome(given);
    if (!isAbsolute(path))
      throw new AppError('invalid-input', `"${path}" is not a whole path. Start it at the root.`);
    const { signal } = (project.importing = new AbortController());
    let told = 0;
    try {
      return await importMasks(project.file, path, {
        ...{ apply, signal, order, renames, author: project.author },
        ...{ as: as ?? undefined, origin: origin ?? undefined },
        onProgress: (done, total) => {
          if (done < total && performance.now() - told < TOLD_MS) return;
          told = performance.now();
          events.send({ type: 'import', done, total });
        },
        onImage: (id) => project.tell(id, { proposed: true }),
      });
    } finally {
      project.importing = undefined;
      // Accepted labels teach, also those that came before it was cancelled.
      if (apply) project.learned();
    }
  }
  return {
    'import.look': (input) => run(input, false),
    'import.run': (input) => run(input, true),
    'import.cancel': () => {
      current().importing?.abort();
      return {};
    },
  };
}
