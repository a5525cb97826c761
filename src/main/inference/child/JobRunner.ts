import { correctJob } from '../../correct/correctJob.ts';
import { correctJobs } from '../../correct/correctJobs.ts';
import { edgesJobs } from '../../edges/edgesJobs.ts';
import { refineJob } from '../../edges/edgesJob.ts';
import { KeptGuides } from '../../edges/KeptGuides.ts';
import { trainJob } from '../../learn/learnJob.ts';
import { learnJobs } from '../../learn/learnJobs.ts';
import { judgeJob } from '../../review/risk/judgeJob.ts';
import { judgeJobs } from '../../review/risk/judgeJobs.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { ImageLoader } from '../../image/ImageLoader.ts';
import { kindNamed } from '../../models/kinds.ts';
import type { ModelKind } from '../../models/ModelKind.ts';
import type { OpenModels } from '../../models/ModelRunner.ts';
import { openPackOf } from '../../models/pack/openPack.ts';
import type { OpenInput, OpenResult } from '../jobs/openJob.ts';
import { OPEN } from '../jobs/openJob.ts';
import type { JobRequest } from '../protocol.ts';
import type { Provider } from '../providers/providers.ts';
import { startOnProvider } from './startOnProvider.ts';

/** Does the jobs of the inference child, one after the other, and keeps one open pack of each kind between them. */
export class JobRunner {
  private readonly images = new ImageLoader();
  private readonly guides = new KeptGuides(this.images);
  /** The jobs that need no models at all. */
  private readonly others = new Map([
    [refineJob.kind, edgesJobs(this.guides)],
    [correctJob.kind, correctJobs(this.guides)],
    [trainJob.kind, learnJobs()],
    [judgeJob.kind, judgeJobs(this.guides)],
  ]);
  private readonly open = new Map<string, OpenModels>();
  private readonly onTrying: (provider: Provider) => void;

  /** @param onTrying called before each provider, so that the parent knows which one took the process down */
  constructor(onTrying: (provider: Provider) => void) {
    this.onTrying = onTrying;
  }

  /** @throws AppError of the job; `pack-invalid` where the job needs a pack and none of its kind is open */
  async run({ kind: id, job, input }: JobRequest): Promise<unknown> {
    const other = this.others.get(id)?.find(job);
    if (other) return other(input);
    const kind = kindNamed(id);
    if (!kind) throw new Error(`There is no kind of model "${id}".`);
    if (job === OPEN) return this.openPack(kind, input as OpenInput);
    const { runner } = await kind.runner();
    const models = this.open.get(id);
    const work = runner.jobs.find(job) ?? models?.jobs.find(job);
    if (work) return work(input);
    if (models) throw new Error(`Models of kind ${id} have no job "${job}".`);
    throw new AppError('pack-invalid', `No pack of kind ${id} is open in the inference process.`);
  }

  private async openPack(kind: ModelKind, input: OpenInput): Promise<OpenResult> {
    await this.open.get(kind.id)?.release();
    this.open.delete(kind.id);
    const { runner } = await kind.runner();
    const start = await runner.prepare(openPackOf(kind, input.pack), this.images);
    const { models, ...result } = await startOnProvider(start, input, this.onTrying);
    this.open.set(kind.id, models);
    return result;
  }
}
