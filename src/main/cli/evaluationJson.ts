import type { Coupling } from '../../shared/parameters/proposalParameters.ts';
import type { CouplingEvaluation } from '../review/evaluate/CouplingTally.ts';
import type { MapsEvaluation } from '../review/evaluate/evaluationOfMaps.ts';
import type { Evaluation } from '../review/evaluate/evaluateProject.ts';

/** An evaluation as `camweave evaluate --json` prints it: classes by name; shares in [0, 1]. Of single images nothing is said. */
export function evaluationJson({ images, couplings, edges, guessed, warnings }: Evaluation): unknown {
  const byName = ({ perClass, ...rest }: MapsEvaluation): object => ({
    ...rest,
    perClass: Object.fromEntries(perClass.map(({ name, ...values }) => [name, values])),
  });
  const entries = Object.entries(couplings) as [Coupling, CouplingEvaluation][];
  return {
    ...{ images, edges, guessed },
    couplings: Object.fromEntries(
      entries.map(([name, { best, project }]) => [name, { best: byName(best), project: byName(project) }]),
    ),
    warnings,
  };
}
