// Fits the weights of scores of risk to the images of a project at even positions, and prints what stands in src/main/review/risk/riskWeights.ts:
//   node bench/risk/fitWeights.ts PROJECT VOCDEVKIT
// The networks are asked about images that they were not asked about yet; `camweave risk PROJECT --second-opinions` does so beforehand.
import { forkChild } from '../../src/main/inference/host/forkChild.ts';
import { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import type { Scores } from '../../src/main/project/RiskTable.ts';
import { Refiner } from '../../src/main/propose/Refiner.ts';
import type { Proposer } from '../../src/main/propose/openProposer.ts';
import { openProposer } from '../../src/main/propose/openProposer.ts';
import { InferenceHost } from '../../src/main/inference/host/InferenceHost.ts';
import { Judge } from '../../src/main/review/judging/Judge.ts';
import type { RiskExample } from '../../src/main/review/risk/fitRisk.ts';
import { fitRisk } from '../../src/main/review/risk/fitRisk.ts';
import type { RiskModel } from '../../src/main/review/risk/RiskModel.ts';
import { RISK_SCORES } from '../../src/main/review/risk/riskScores.ts';
import type { Judged } from '../../src/main/review/risk/riskWeights.ts';
import type { JudgedAndKnown } from '../../src/main/review/riskFigures/evaluateRisk.ts';
import { judgedAndKnown } from '../../src/main/review/riskFigures/evaluateRisk.ts';

/** Scores that only second opinions give, and those that say nothing where nothing was taught. */
const ASKED = new Set(['cam', 'mirror', 'scales', 'spread', 'networks']);
const LEFT_OUT = new Set(['head']);

const [projectPath, groundTruth] = process.argv.slice(2);
if (projectPath === undefined || groundTruth === undefined)
  throw new Error('node bench/risk/fitWeights.ts PROJECT VOCDEVKIT');

const project = ProjectFile.open(projectPath);
const refiner = new Refiner(forkChild);
const host = new InferenceHost(forkChild);
let opening: Promise<Proposer> | undefined;
const judge = new Judge(project, {
  startChild: forkChild,
  refine: (image) => refiner.refine(project, image),
  networks: async () => {
    opening ??= openProposer(host, project.meta.get('pack')!);
    const { manifest } = await opening;
    return { manifest, run: (job, input) => host.run(job, input) };
  },
});
const { all } = await judgedAndKnown(project, groundTruth, { riskOf: ({ id }) => judge.riskOf(id) });
const teaching = all.filter(({ half }) => half === 'even');
const ids = RISK_SCORES.map(({ id }) => id).filter((id) => !LEFT_OUT.has(id));
const alone = ids.filter((id) => !ASKED.has(id));
/** Of the examples, so many count for as much as no weights do: of 0.03, 0.1, 0.3, 1 and 3 the best by five-fold cross-validation over images. */
const STRENGTH = 1;
process.stdout.write(
  `${JSON.stringify({ alone: modelsOf(teaching, alone), asked: modelsOf(teaching, ids) }, null, 2)}\n`,
);
judge.close();
host.close();
refiner.close();
project.close();

function modelsOf(images: readonly JudgedAndKnown[], used: readonly string[]): Record<string, RiskModel> {
  const examples: Record<Judged, RiskExample[]> = {
    image: images.map(({ judged, miou }) => ({ said: judged.scores, wrong: 1 - miou })),
    class: images.flatMap(({ judged, classes, labels }) =>
      judged.classes.map(({ label, scores }) => ({
        said: scores,
        wrong: 1 - (classes.get(labels.indexOf(label)) ?? 0),
      })),
    ),
    component: images.flatMap(({ judged, components, counted }) =>
      judged.components.flatMap(({ scores }: { scores: Scores }, k) =>
        counted[k] ? [{ said: scores, wrong: 1 - components[k]! }] : [],
      ),
    ),
  };
  return Object.fromEntries(
    Object.entries(examples).map(([what, items]) => {
      const own = used.filter((id) => items.some(({ said }) => said[id] !== undefined));
      return [what, rounded(fitRisk(items, { ids: own, strength: STRENGTH * items.length }))];
    }),
  );
}

function rounded({ intercept, scores }: RiskModel): RiskModel {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    intercept: round(intercept),
    scores: Object.fromEntries(
      Object.entries(scores).map(([id, { weight, usual }]) => [
        id,
        { weight: round(weight), usual: round(usual) },
      ]),
    ),
  };
}
