import { packLabels } from '../../image/mask/packLabels.ts';
import type { truthRoutes } from '../../../shared/contract/truthRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import type { OpenProject } from '../OpenProject.ts';

/** True masks beside the project, and how well labels agree with them. */
export function truthHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof truthRoutes> {
  return {
    'review.truth': async ({ id }) => {
      const labels = await current().agreeing.truthOf(current().image(id));
      return labels ? { labels: packLabels(labels).toString('base64') } : null;
    },
    'review.agreement': () => current().agreeing.list(),
  };
}
