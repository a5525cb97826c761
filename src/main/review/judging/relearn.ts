import { AppError } from '../../../shared/errors/AppError.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { wasAsked } from '../risk/combined.ts';
import type { RiskExample } from '../risk/fitRisk.ts';
import { fitRisk } from '../risk/fitRisk.ts';
import type { RiskModel } from '../risk/RiskModel.ts';
import { riskOf } from '../risk/RiskModel.ts';
import { RISK_WEIGHTS } from '../risk/riskWeights.ts';
import { changeOf } from './changeOf.ts';

/** Fewer decisions than that say nothing, and of more than that the last ones are taken. */
const FEWEST = 20;
const MOST = 300;
/** So many decisions count for as much as the weights that Camweave comes with. */
export const STRENGTH = 50;

/**
 * Learns from a project's own decisions how single scores add up: how much a person changed of what was proposed is what the risk should have
 * been. The risks of images that are not decided follow.
 *
 * @param onRisk is told of every image whose risk is another one now
 */
export async function relearn(project: ProjectFile, onRisk?: (id: number) => void): Promise<void> {
  const slices = new TimeSlices();
  const acceptances = [...project.decisions.acceptances()].sort(([, a], [, b]) => b - a).slice(0, MOST);
  const examples: RiskExample[] = [];
  for (const [id] of acceptances) {
    await slices.pause();
    const image = project.images.get(id);
    const known = project.risks.get(id);
    const wrong = image && known && readable(() => changeOf(project, image));
    if (wrong !== undefined) examples.push({ said: known!.scores, wrong });
  }
  const models = examples.length < FEWEST ? undefined : taught(examples);
  for (const id of project.images.idsIn('proposed')) {
    await slices.pause();
    const known = project.risks.get(id);
    if (!known) continue;
    const kind = wasAsked(known.scores) ? 'asked' : 'alone';
    const risk = riskOf(models?.[kind] ?? RISK_WEIGHTS[kind].image, known.scores);
    if (Math.abs(risk - known.risk) < 1e-9) continue;
    project.transaction(() => project.risks.setRisk(id, risk));
    onRisk?.(id);
  }
}

/** What the examples make of the weights that Camweave comes with. */
function taught(examples: readonly RiskExample[]): Record<'alone' | 'asked', RiskModel> {
  const model = (kind: 'alone' | 'asked'): RiskModel => {
    const prior = RISK_WEIGHTS[kind].image;
    return fitRisk(examples, { ids: Object.keys(prior.scores), strength: STRENGTH, prior });
  };
  return { alone: model('alone'), asked: model('asked') };
}

/** One acceptance that is damaged does not keep the others from teaching. */
function readable(work: () => number | undefined): number | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
