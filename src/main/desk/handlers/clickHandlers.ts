import type { clickRoutes } from '../../../shared/contract/clickRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Correction by clicks. */
export function clickHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof clickRoutes> {
  return {
    'click.correct': (input) => {
      if (input.clicks.length === 0 && input.box === null)
        throw new AppError('invalid-input', 'A correction needs a click or a box.');
      return current().correcting.correct(input);
    },
    'click.prepare': async ({ ids }) => {
      await current().correcting.prepare(ids);
      return { by: 'scores' };
    },
  };
}
