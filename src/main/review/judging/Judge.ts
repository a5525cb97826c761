import { AppError } from '../../../shared/errors/AppError.ts';
import { changeWords } from '../../../shared/images/PhotographChange.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { StartChild } from '../../inference/host/ChildLink.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import type { Networks } from '../../learn/Learner.ts';
import { fileOf } from '../../project/fileOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredRisk } from '../../project/RiskTable.ts';
import { combined } from '../risk/combined.ts';
import { judgeJob } from '../risk/judgeJob.ts';
import { askOpinions } from './askOpinions.ts';
import { basisWith, riskBasis, weightsOf } from './riskBasis.ts';
import { riskInputOf } from './riskInputOf.ts';

export interface JudgeOptions {
  startChild: StartChild;
  /** Is waited for before a label map is read. */
  refine: Refine;
  /** Opens the networks, to be asked for second opinions; nobody asks them where missing. @throws AppError of the pack */
  networks?: (() => Promise<Networks>) | undefined;
  /** Whether the label map of an image came from elsewhere, so that AD-CAM's scores are a second opinion on it; those that were imported where missing. */
  isForeign?: ((image: ProjectImage) => boolean) | undefined;
}

/** Computes the risks of single images in a child process of its own, which is started when it is first needed, and keeps them with the project. */
export class Judge {
  private readonly project: ProjectFile;
  private readonly options: JudgeOptions;
  private host: InferenceHost | undefined;
  private closed = false;

  constructor(project: ProjectFile, options: JudgeOptions) {
    this.project = project;
    this.options = options;
  }

  /** Whether the risk of an image was computed from what is there now; one for which the networks were asked is as good as one without. */
  isCurrent(id: number, basis = this.project.risks.basisOf(id)): boolean {
    const wanted = this.basisNow(id);
    if (wanted === undefined || basis === undefined) return wanted === basis;
    const { networks } = this.options;
    return basis.startsWith(`${wanted} `) && (networks === undefined || weightsOf(basis) !== 'alone');
  }

  /**
   * The risk of an image as it is now, computed where that is not known yet.
   *
   * @returns undefined where it has no label map
   * @throws AppError `image-unreadable`, `image-changed`, `inference-failed`, `project-invalid`, `cancelled`, and of the pack
   */
  async riskOf(id: number): Promise<StoredRisk | undefined> {
    const { project, options } = this;
    // Whoever has moved a threshold meanwhile is judged once more.
    for (;;) {
      const image = project.images.get(id);
      const wanted = this.basisNow(id);
      if (!image || wanted === undefined) return undefined;
      const known = this.isCurrent(id) ? project.risks.get(id) : undefined;
      if (known) return known;
      await options.refine(image);
      if (this.basisNow(id) !== wanted) continue;
      const input = riskInputOf(project, image);
      if (!input) return undefined;
      const networks = await options.networks?.();
      const asked = networks ? await askOpinions(networks, project, image, input) : input;
      const { risks, contentHash } = await this.child().run(
        judgeJob,
        { image: fileOf(project, image), input: asked },
        { priority: 'batch' },
      );
      if (image.contentHash !== undefined && image.contentHash !== contentHash)
        throw new AppError('image-changed', changeWords(image, undefined));
      if (this.closed) throw new AppError('cancelled', 'Cancelled.');
      if (this.basisNow(id) !== wanted) continue;
      const isForeign = options.isForeign?.(image) ?? project.given.has(id);
      const kind = isForeign ? 'foreign' : networks ? 'asked' : 'alone';
      const { image: whole, classes, components } = combined(risks, kind);
      const stored = { basis: basisWith(wanted, kind), ...whole, classes, components };
      // What was said of a proposal stays when somebody changes it: what becomes of it teaches.
      if (image.state === 'proposed') project.transaction(() => project.risks.put(id, stored));
      return stored;
    }
  }

  /** Ends the child until it is needed again. */
  rest(): void {
    this.host?.close();
    this.host = undefined;
  }

  close(): void {
    this.closed = true;
    this.rest();
  }

  private child(): InferenceHost {
    this.host ??= new InferenceHost(this.options.startChild);
    return this.host;
  }

  /** What the risk of an image would be computed from now; undefined where it has no label map. */
  private basisNow(id: number): string | undefined {
    const { project } = this;
    const image = project.images.get(id);
    if (!image || image.state === 'new') return undefined;
    return riskBasis(project, image, project.scores.get(id));
  }
}
