import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Coupling } from '../../../shared/parameters/proposalParameters.ts';
import type { InferenceHost } from '../../inference/host/InferenceHost.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf, thresholdsOf } from '../../annotate/labelMapOf.ts';
import { fileOf } from '../../project/fileOf.ts';
import { proposeJob } from '../../models/adcam/jobs.ts';
import type { AdcamManifest } from '../../models/adcam/adcamManifest.ts';
import { mapsNow } from '../../project/mapsNow.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import { GroundTruth } from './groundTruth.ts';
import type { Metrics } from './metrics.ts';
import { metricsOf } from './metrics.ts';
import { ThresholdSweep } from './ThresholdSweep.ts';

export interface CouplingEvaluation {
  /** At the one global threshold that suits these images best. */
  best: Metrics & { threshold: number };
  /** At the project's thresholds, by class name. */
  project: Metrics & { thresholds: Record<string, number> };
}

export interface Evaluation {
  images: number;
  couplings: Partial<Record<Coupling, CouplingEvaluation>>;
  warnings: string[];
}

/** Runs models for the couplings that the project has not stored. */
export interface ScoreRunner {
  host: InferenceHost;
  manifest: AdcamManifest;
}

/**
 * Compares a project with ground-truth masks, for the images that have one and a proposal.
 *
 * For the coupling the project uses, "at the project's thresholds" is what an export would write, corrections
 * included; its sweep, and everything of the other couplings, is of the scores alone.
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
    onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<Evaluation> {
  const classes = project.classes.all();
  const truth = new GroundTruth(groundTruthPath, classes);
  const own = project.meta.get('parameters')!.coupling;
  const couplings = options.couplings ?? [own];
  const tallies = new Map(couplings.map((coupling) => [coupling, new Tally(project)]));
  const images = project.images.all().filter(({ state }) => state !== 'rejected' && state !== 'new');
  let compared = 0;
  for (const [index, image] of images.entries()) {
    const rows = truth.read(image);
    const stored = project.scores.get(image.id);
    if (rows && stored) {
      compared += 1;
      const others = couplings.filter((coupling) => coupling !== own);
      const computed = others.length > 0 ? await scoreAgain(project, image, others, options.runner!) : {};
      for (const coupling of couplings) {
        const values = coupling === own ? Float32Array.from(stored.values) : computed[coupling]!;
        const maps = { values, classes: stored.labels.length, grid: stored.grid };
        tallies.get(coupling)!.add(image, rows, maps, stored.labels, coupling === own);
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
  return { images: compared, couplings: Object.fromEntries(results), warnings: truth.warnings };
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

/** Counts of one coupling over all images. */
class Tally {
  private readonly project: ProjectFile;
  private readonly names: string[];
  private readonly sweep: ThresholdSweep;
  private readonly confusion: Float64Array;
  /** Confusion column by label. */
  private readonly columns: Map<number, number>;

  constructor(project: ProjectFile) {
    const classes = project.classes.all();
    this.project = project;
    this.names = ['background', ...classes.map(({ name }) => name)];
    this.sweep = new ThresholdSweep(this.names);
    this.confusion = new Float64Array(this.names.length * (this.names.length + 1));
    this.columns = new Map(classes.map(({ label }, index) => [label, index + 1]));
  }

  add(image: ProjectImage, truth: Uint8Array, maps: ScoreMaps, labels: number[], asExported: boolean): void {
    const width = image.width!;
    const height = image.height!;
    this.sweep.add(
      truth,
      maps,
      labels.map((label) => this.columns.get(label)!),
      width,
      height,
    );
    const map = asExported ? labelMapOf(this.project, image)!.data : this.compose(image, maps, labels);
    const columns = this.names.length + 1;
    const columnOf = Uint16Array.from({ length: 256 }, (_, label) =>
      label === BACKGROUND ? 0 : label === VOID ? columns - 1 : (this.columns.get(label) ?? columns - 1),
    );
    for (let i = 0; i < truth.length; i++) {
      if (truth[i] !== VOID) this.confusion[truth[i]! * columns + columnOf[map[i]!]!]! += 1;
    }
  }

  result(): CouplingEvaluation {
    const thresholds = Object.fromEntries(
      this.project.classes.all().map(({ name, threshold }) => [name, threshold]),
    );
    return { best: this.sweep.best(), project: { thresholds, ...metricsOf(this.names, this.confusion) } };
  }

  private compose(image: ProjectImage, maps: ScoreMaps, labels: number[]): Uint8Array {
    return composeProposal(maps, image.width!, image.height!, {
      labels,
      thresholds: thresholdsOf(this.project, image, labels),
      voidHalfWidth: this.project.meta.get('voidHalfWidth') ?? 0,
    });
  }
}
