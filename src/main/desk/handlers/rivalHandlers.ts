import { packLabels } from '../../image/mask/packLabels.ts';
import type { rivalRoutes } from '../../../shared/contract/rivalRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { withSameContent } from '../../annotate/withContent.ts';
import { differingRivals } from '../../team/rivals/differingRivals.ts';
import { takeRival } from '../../team/rivals/takeRival.ts';
import type { OpenProject } from '../OpenProject.ts';

/** What others have made of an image, as parts of a project were joined. */
export function rivalHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof rivalRoutes> {
  return {
    'rival.list': ({ id }) => {
      const { file, refine } = current();
      return differingRivals(file, current().image(id), refine);
    },
    'rival.labels': ({ id, author }) => {
      const { width, height } = current().image(id);
      const labels = current().file.rivals.labels(id, author, (width ?? 0) * (height ?? 0));
      return labels ? { labels: packLabels(labels).toString('base64') } : null;
    },
    'rival.take': async ({ id, author }, number) => {
      const project = current();
      const { file, strokes } = project;
      if (file.changes.has(number)) return { image: project.tell(id), reopened: false, note: null };
      const image = await withSameContent(file, project.image(id));
      const taken = takeRival(file, strokes, { image, author }, { author: project.author, number });
      project.learned();
      return { image: project.tell(id), ...taken };
    },
  };
}
