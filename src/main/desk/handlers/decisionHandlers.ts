import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import type { Decision } from '../../../shared/images/imageState.ts';
import { decide, stepDecision } from '../../annotate/decisions.ts';
import { withContent } from '../../annotate/withContent.ts';
import type { OpenProject } from '../OpenProject.ts';

type Route = `image.${Decision}` | 'decision.undo' | 'decision.redo';

/** What a person decides about an image as a whole. */
export function decisionHandlers(current: () => OpenProject): Pick<Handlers, Route> {
  const take = (what: Decision) => {
    return async ({ id }: { id: number }): Promise<ImageSummary> => {
      const project = current();
      const image = project.image(id);
      // Only an acceptance needs the photograph's size; a damaged one can still be rejected.
      const known = what === 'accept' ? await withContent(project.file, image) : image;
      decide(project.file, known, what, project.author);
      return project.tell(id);
    };
  };
  const step = (how: 'undo' | 'redo') => {
    return ({ id }: { id: number }): ImageSummary => {
      const project = current();
      stepDecision(project.file, project.image(id), how);
      return project.tell(id);
    };
  };
  return {
    ...{ 'image.accept': take('accept'), 'image.reject': take('reject'), 'image.reopen': take('reopen') },
    ...{ 'decision.undo': step('undo'), 'decision.redo': step('redo') },
  };
}
