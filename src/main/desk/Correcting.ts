import { setTimeout } from 'node:timers/promises';
import type { ClickAnswer } from '../../shared/contract/clickRoutes.ts';
import type { Input } from '../../shared/contract/routes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { Correction } from '../../shared/labels/correction.ts';
import { packLabels } from '../image/mask/packLabels.ts';
import { expectOpen } from '../annotate/expectOpen.ts';
import { shownKey } from '../annotate/shownKey.ts';
import { thresholdsOf } from '../annotate/thresholdsOf.ts';
import { withSameContent } from '../annotate/withContent.ts';
import { CorrectionBase } from '../correct/CorrectionBase.ts';
import { readyJob } from '../correct/correctJob.ts';
import { FieldCorrector } from '../correct/FieldCorrector.ts';
import { shownImage } from '../correct/shownImage.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import type { FaultLog } from './FaultLog.ts';
import { InferenceHost } from '../inference/host/InferenceHost.ts';
import { fileOf } from '../project/fileOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { ClickModel, packProblem } from './ClickModel.ts';
import type { Proposing } from './Proposing.ts';

/** After how long without a click other images are made ready. */
const REST_MS = 2000;

/** Corrections by clicks for the desk: the child that makes them, and what they begin from. */
export class Correcting {
  private readonly project: ProjectFile;
  private readonly proposing: Proposing;
  private readonly refine: (image: ProjectImage) => Promise<void>;
  private readonly host: InferenceHost;
  private readonly fields: FieldCorrector;
  private readonly model: ClickModel;
  private readonly faults: FaultLog;
  /** When somebody clicked last. */
  private clickedAt = -Infinity;
  /** Counts what was asked to be made ready: the last counts. */
  private preparing = 0;
  /** What the image that was clicked on last is corrected from. */
  private base: { key: string; base: CorrectionBase } | undefined;

  constructor(
    project: ProjectFile,
    parts: {
      startChild: StartChild;
      proposing: Proposing;
      faults: FaultLog;
      /** Folder of the settings. */
      home: string;
      /** Makes sure that what is proposed follows edges where the project does. */
      refine: (image: ProjectImage) => Promise<void>;
    },
  ) {
    this.project = project;
    this.proposing = parts.proposing;
    this.refine = parts.refine;
    this.host = new InferenceHost(parts.startChild);
    this.fields = new FieldCorrector(this.host, (file, places) => this.proposing.likeness(file, places));
    const { startChild, faults, home } = parts;
    this.faults = faults;
    this.model = new ClickModel(project, { fields: this.fields, startChild, faults, home });
  }

  /**
   * What clicks on an image make of a label.
   *
   * @throws AppError `invalid-input` for a decided image; of the photograph; `inference-failed`, `cancelled`
   */
  async correct({ id, label, clicks, box }: Input<'click.correct'>): Promise<ClickAnswer> {
    this.clickedAt = performance.now();
    const image = this.image(id);
    expectOpen(image);
    const { width, height } = await withSameContent(this.project, image);
    await this.refine(image);
    const now = this.image(id);
    const photograph = {
      ...{ file: fileOf(this.project, now), path: now.path, contentHash: now.contentHash, width, height },
    };
    const base = this.baseOf(now);
    const request = { label, clicks, box: box ?? undefined };
    let problem: string | null = null;
    try {
      const corrector = await this.model.corrector();
      if (corrector) {
        const { candidates } = await corrector.correct(photograph, base, request);
        return answer(candidates, { by: 'pack', problem });
      }
    } catch (error) {
      problem = packProblem(error) ?? null;
      if (problem === null) throw error;
    }
    const correction = await this.fields.correct(photograph, base, request);
    return answer([correction], { by: 'scores', problem });
  }

  /**
   * Gets images ready to be clicked on, the first at once and the others while nobody clicks: a click would have to wait for what
   * is under way. What goes wrong is told with the first click.
   */
  prepare(ids: readonly number[]): void {
    this.prepareAll(ids, ++this.preparing).catch((error: unknown) =>
      this.faults.record({ where: 'making images ready for clicks', error }),
    );
  }

  private async prepareAll(ids: readonly number[], turn: number): Promise<void> {
    for (const [place, id] of ids.entries()) {
      if (place > 0) await this.untilResting();
      if (turn !== this.preparing) return;
      const image = this.project.images.get(id);
      if (!image || image.width === undefined) continue;
      const file = fileOf(this.project, image);
      const options = { priority: 'batch' } as const;
      await Promise.allSettled([
        this.host.run(readyJob, { image: file }, options),
        this.proposing.likeness(file, [], options),
        this.model.prepare(file),
      ]);
    }
  }

  /** Path of the click pack; undefined without one. */
  get pack(): string | undefined {
    return this.model.pack;
  }

  /** Waits until nobody has clicked for a while. */
  private async untilResting(): Promise<void> {
    do await setTimeout(REST_MS, undefined, { ref: false });
    while (performance.now() - this.clickedAt < REST_MS);
  }

  close(): void {
    this.preparing += 1;
    this.model.close();
    this.host.close();
  }

  private image(id: number): ProjectImage {
    const image = this.project.images.get(id);
    if (!image) throw new AppError('not-found', `There is no image ${id} in ${this.project.path}.`);
    return image;
  }

  private baseOf(image: ProjectImage): CorrectionBase {
    const { project } = this;
    const { id } = image;
    const scores = project.scores.get(id);
    const key = JSON.stringify([
      ...[id, image.contentHash, project.strokes.standing(image.id), project.classes.all()],
      ...[shownKey(project, id), ...(scores ? [thresholdsOf(project, image, scores)] : [])],
      ...[project.meta.get('voidHalfWidth'), project.meta.get('edges')],
    ]);
    if (this.base?.key !== key) this.base = { key, base: new CorrectionBase(shownImage(project, image)) };
    return this.base.base;
  }
}

/** As pages get it. */
function answer(
  corrections: readonly Correction[],
  { by, problem }: Pick<ClickAnswer, 'by' | 'problem'>,
): ClickAnswer {
  const { width, height, others } = corrections[0]!;
  return {
    ...{ width, height, by, problem, others: packed(others) },
    candidates: corrections.map(({ after, changed }) => ({ after: packed(after), changed: packed(changed) })),
  };
}

function packed(cells: Int8Array | Uint8Array): string {
  return packLabels(cells).toString('base64');
}
