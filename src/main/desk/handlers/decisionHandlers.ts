import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import type { Decision } from '../../../shared/images/imageState.ts';
import { decide, stepDecision } from '../../annotate/decisions.ts';
import { withSameContent } from '../../annotate/withContent.ts';
import { expectSeen } from '../../annotate/expectSeen.ts';
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
      if (seen !== undefined) expectSeen(project.file, image, seen);
      // Only an acceptance needs the photograph's size; a damaged one can still be rejected.
      const known = what === 'accept' ? await withSameContent(project.file, image) : image;
      decide(project.file, known, what, { author: project.author, number });
      return project.tell(id);
    };
  };
  const step = (how: 'undo' | 'redo') => {
    return async ({ id }: { id: number }, number?: string): Promise<ImageSummary> => {
      const project = current();
      if (project.file.changes.has(number)) return project.tell(id);
      // An acceptance that is made again freezes what there is now.
      if (how === 'redo' && project.file.decisions.next(id)?.what === 'accept')
        await withSameContent(project.file, project.image(id));
      stepDecision(project.file, project.image(id), how, number);
      return project.tell(id);
    };
  };
  return {
    ...{ 'image.accept': take('accept'), 'image.reject': take('reject'), 'image.reopen': take('reopen') },
    ...{ 'decision.undo': step('undo'), 'decision.redo': step('redo') },
  };
}
