import type { RisksProgress } from '../../shared/contract/riskRoutes.ts';
import type { Risks } from '../review/judging/Risks.ts';

/** What pages know of how far risks are computed. */
export function risksProgress({ progress: { problem, ...progress } }: Risks): RisksProgress {
  return { ...progress, problem: problem ?? null };
}
