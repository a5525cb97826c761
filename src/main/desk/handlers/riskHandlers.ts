import type { riskRoutes, RisksProgress } from '../../../shared/contract/riskRoutes.ts';
import { MOST_RISKS, MOST_SUSPECTS } from '../../../shared/contract/riskRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { suspects } from '../../review/judging/suspects.ts';
import type { OpenProject } from '../OpenProject.ts';
import { risksProgress } from '../risksProgress.ts';

/** How likely label maps are wrong. */
export function riskHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof riskRoutes> {
  return {
    'review.risks': ({ after }) => {
      const found = current().file.risks.list(after, MOST_RISKS + 1);
      const lines = found.slice(0, MOST_RISKS);
      return {
        ids: lines.map(({ id }) => id),
        risks: lines.map(({ risk }) => risk),
        areas: lines.map(({ area }) => area),
        next: found.length > MOST_RISKS ? lines.at(-1)!.id : null,
      };
    },
    'review.components': ({ id }) => {
      const { file, judging } = current();
      const known = file.risks.get(current().image(id).id);
      if (!known) return null;
      const components = known.components
        .map(({ label, box, area, risk }) => ({ label, box, area, risk }))
        .sort((a, b) => b.risk - a.risk);
      return { risk: known.risk, scores: known.scores, components, current: judging.isCurrent(id) };
    },
    'review.suspects': () => suspects(current().file, MOST_SUSPECTS),
    'review.progress': (): RisksProgress => risksProgress(current().judging),
  };
}
