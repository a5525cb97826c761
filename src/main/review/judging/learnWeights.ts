import { AppError } from '../../../shared/errors/AppError.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { RiskExample } from '../risk/fitRisk.ts';
import { fitRisk } from '../risk/fitRisk.ts';
import type { RiskModel } from '../risk/RiskModel.ts';
import { riskOf } from '../risk/RiskModel.ts';
import type { WeightsKind } from '../risk/riskWeights.ts';
import { RISK_WEIGHTS, WEIGHTS_KINDS } from '../risk/riskWeights.ts';
import { changeOf } from './changeOf.ts';
import { weightsOf } from './riskBasis.ts';

/** Of images as a whole, by the weights that they stand for. */
export type RiskModels = Record<WeightsKind, RiskModel>;

/** Fewer decisions than that say nothing, and of more than that the last ones are taken. */
const FEWEST = 20;
const MOST = 300;
/** So many decisions count for as much as the weights that Camweave comes with. */
export const STRENGTH = 50;

/**
 * Learns from a project's own decisions how single scores add up: how much a person changed of what was proposed is what the risk should have been.
 *
 * @returns undefined where there are too few decisions
 */
export async function learnWeights(project: ProjectFile): Promise<RiskModels | undefined> {
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
  return examples.length < FEWEST ? undefined : taught(examples);
}

/**
 * Adds the scores of images that are not decided up anew.
 *
 * @param models of images as a whole; those that Camweave comes with where missing
 * @param ids of these images alone
 * @param onRisk is told of every image whose risk is another one now
 */
export async function recombine(
  project: ProjectFile,
  models: RiskModels | undefined,
  { ids, onRisk }: { ids?: readonly number[] | undefined; onRisk?: ((id: number) => void) | undefined } = {},
): Promise<void> {
  const slices = new TimeSlices();
  for (const id of ids ?? project.images.idsIn('proposed')) {
    await slices.pause();
    const known = project.risks.get(id);
    if (!known) continue;
    const kind = weightsOf(known.basis);
    const risk = riskOf(models?.[kind] ?? RISK_WEIGHTS[kind].image, known.scores);
    // Scores are kept with three digits.
    if (Math.abs(risk - known.risk) < 0.005) continue;
    project.transaction(() => project.risks.setRisk(id, risk));
    onRisk?.(id);
  }
}

/** What the examples make of the weights that Camweave comes with. */
function taught(examples: readonly RiskExample[]): RiskModels {
  const models = WEIGHTS_KINDS.map((kind) => {
    const prior = RISK_WEIGHTS[kind].image;
    return [kind, fitRisk(examples, { ids: Object.keys(prior.scores), strength: STRENGTH, prior })] as const;
  });
  return Object.fromEntries(models) as RiskModels;
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
