import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Coupling } from '../../../shared/parameters/proposalParameters.ts';
import type { InferenceHost } from '../../inference/host/InferenceHost.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import { fileOf } from '../../project/fileOf.ts';
import { proposeJob } from '../../models/adcam/jobs.ts';
import type { AdcamManifest } from '../../models/adcam/adcamManifest.ts';
import { mapsNow } from '../../project/mapsNow.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredScores } from '../../project/ScoreTable.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import { openGroundTruth } from './openGroundTruth.ts';
import type { CouplingEvaluation } from './CouplingTally.ts';
import { CouplingTally } from './CouplingTally.ts';
import { trueMask } from './TrueMask.ts';

export interface Evaluation {
  images: number;
  couplings: Partial<Record<Coupling, CouplingEvaluation>>;
  /** Whether the project follows edges, and the classes whose thresholds are guessed for each image. */
  edges: boolean;
  guessed: string[];
  warnings: string[];
}

/** Of an image whose labels came from elsewhere: its scores say background. */
const NO_SCORES: StoredScores = {
  ...{ packHash: '', parameterHash: '', grid: 1, labels: [] },
  values: new Float16Array(),
};

/** Runs models for the couplings that the project has not stored. */
export interface ScoreRunner {
  host: InferenceHost;
  manifest: AdcamManifest;
}

/**
 * Compares a project with ground-truth masks, for the images that have one and a proposal.
 *
 * For the coupling the project uses, "at the project's thresholds" is what an export would write, corrections, guessed
 * thresholds, edges and labels from elsewhere included; its sweep, and everything of the other couplings, is of the scores alone.
 *
 * @param runner needed when `couplings` asks for others than the project's own
 * @throws AppError `not-found` or `invalid-input` when there is nothing to compare
 */
export async function evaluateProject(
  project: ProjectFile,
  groundTruthPath: string,
  options: {
    couplings?: readonly Coupling[];
    runner?: ScoreRunner;
    /** Is waited for before the label map of each image is read. */
    refine: Refine;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<Evaluation> {
  const classes = project.classes.all();
  const groundTruth = await openGroundTruth(groundTruthPath, project);
  const own = project.meta.get('parameters')!.coupling;
  const couplings = options.couplings ?? [own];
  const tallies = new Map(couplings.map((coupling) => [coupling, new CouplingTally(classes)]));
  const images = project.images.all().filter(({ state }) => state !== 'rejected' && state !== 'new');
  let compared = 0;
  const unready: string[] = [];
  for (const [index, image] of images.entries()) {
    const rows = groundTruth.read(image);
    const known = project.scores.get(image.id);
    const stored = known ?? (project.given.has(image.id) ? NO_SCORES : undefined);
    if (rows && stored && (await isReady(image))) {
      compared += 1;
      const truth = trueMask(rows, image.width!, image.height!);
      // Labels from elsewhere alone can be compared with no other coupling.
      const others = couplings.filter((coupling) => known && coupling !== own);
      const computed = others.length > 0 ? await scoreAgain(project, image, others, options.runner!) : {};
      for (const coupling of [own, ...others]) {
        if (!couplings.includes(coupling)) continue;
        const values = coupling === own ? Float32Array.from(stored.values) : computed[coupling]!;
        const { labels, grid } = stored;
        const scores = { labels, maps: { values, classes: labels.length, grid } };
        const labelMap =
          coupling === own ? labelMapOf(project, image)!.data : compose(project, image, stored, scores.maps);
        tallies.get(coupling)!.add(image, truth, scores, labelMap);
      }
    }
    options.onProgress?.(index + 1, images.length);
  }
  if (compared === 0) {
    throw new AppError(
      'invalid-input',
      `None of the ${images.length} proposed images in ${project.path} has a mask of the same name in ${groundTruthPath}.`,
    );
  }
  const results = couplings.map((coupling) => [coupling, tallies.get(coupling)!.result()] as const);
  const warnings = [...groundTruth.warnings, ...unready];
  return {
    ...{ images: compared, couplings: Object.fromEntries(results), warnings },
    edges: project.meta.get('edges') ?? false,
    guessed: classes.filter(({ guessed }) => guessed).map(({ name }) => name),
  };

  /** One image that cannot be refined, because its photograph is gone say, does not keep the others from being compared. */
  async function isReady(image: ProjectImage): Promise<boolean> {
    try {
      await options.refine(image);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unready.push(error.message);
      return false;
    }
  }
}

async function scoreAgain(
  project: ProjectFile,
  image: ProjectImage,
  couplings: Coupling[],
  { host, manifest }: ScoreRunner,
): Promise<Partial<Record<Coupling, Float32Array>>> {
  const classes = new PackClasses(project.classes.written(), manifest);
  const asked = classes.positionsOf(project.scores.get(image.id)!.labels);
  const { scores } = await host.run(
    proposeJob,
    {
      image: fileOf(project, image),
      tags: { given: asked.map(({ position }) => position) },
      parameters: project.meta.get('parameters')!,
      couplings,
    },
    { priority: 'batch' },
  );
  const now = project.classes.labelsNow();
  const written = asked.map(({ label }) => label);
  return Object.fromEntries(
    Object.entries(scores).map(([coupling, maps]) => [coupling, mapsNow(written, maps, now).maps]),
  );
}

/** The label map of a coupling that the project does not use: its scores alone, at the thresholds of images and classes. */
function compose(
  project: ProjectFile,
  image: ProjectImage,
  scores: StoredScores,
  maps: ScoreMaps,
): Uint8Array {
  return composeProposal(maps, image.width!, image.height!, {
    labels: scores.labels,
    thresholds: thresholdsOf(project, image, { labels: scores.labels, guesses: undefined }),
    voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
  });
}
