import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import type { Decision } from '../../../shared/images/imageState.ts';
import { decideOn, stepDecisionOn } from '../../annotate/decideOn.ts';
import type { OpenProject } from '../OpenProject.ts';

type Route = `image.${Decision}` | 'decision.undo' | 'decision.redo';

/** What a person decides about an image as a whole. */
export function decisionHandlers(current: () => OpenProject): Pick<Handlers, Route> {
  const take = (what: Decision) => {
    return async (
      { id, seen }: { id: number; seen?: string | null | undefined },
      number?: string,
    ): Promise<ImageSummary> => {
      const project = current();
      if (project.file.changes.has(number)) return project.tell(id);
      const image = project.image(id);
      const { author, refine } = project;
      await decideOn(project.file, image, what, { author, number, refine, seen });
      project.learned();
      return project.tell(id);
    };
  };
  const step = (how: 'undo' | 'redo') => {
    return async ({ id }: { id: number }, number?: string): Promise<ImageSummary> => {
      const project = current();
      if (project.file.changes.has(number)) return project.tell(id);
      await stepDecisionOn(project.file, project.image(id), how, { refine: project.refine, number });
      project.learned();
      return project.tell(id);
    };
  };
  return {
    ...{ 'image.accept': take('accept'), 'image.reject': take('reject'), 'image.reopen': take('reopen') },
    ...{ 'decision.undo': step('undo'), 'decision.redo': step('redo') },
  };
}
