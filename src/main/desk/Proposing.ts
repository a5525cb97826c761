import type { BatchProgress, ProviderLine } from '../../shared/contract/projectRoutes.ts';
import type { Coupling } from '../../shared/parameters/proposalParameters.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import type { JobOptions } from '../inference/host/InferenceHost.ts';
import { InferenceHost } from '../inference/host/InferenceHost.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { fileOf } from '../project/fileOf.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { adcam } from '../models/adcam/adcam.ts';
import { openPackOf } from '../models/pack/openPack.ts';
import type { EvidenceResult, LikenessResult, ProposeResult } from '../models/adcam/jobs.ts';
import { evidenceJob, likenessJob, proposeJob } from '../models/adcam/jobs.ts';
import type { Networks } from '../learn/Learner.ts';
import { mapsNow } from '../project/mapsNow.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Proposer } from '../propose/openProposer.ts';
import { openProposer } from '../propose/openProposer.ts';
import { PackClasses } from '../propose/PackClasses.ts';
import { Proposals } from '../propose/Proposals.ts';
import { proposeProject } from '../propose/proposeProject.ts';
import type { EventBus } from './EventBus.ts';
import type { FaultLog } from './FaultLog.ts';

/** Evidence of one image, kept while somebody looks at it. */
interface KeptEvidence {
  key: string;
  labels: number[];
  result: EvidenceResult;
  /** What the taught head says alone, and of which classes. */
  learned: { labels: number[]; maps: Float32Array } | undefined;
}

/** Proposals for the desk: the inference child of the project's pack, single images, the batch, the evidence. */
export class Proposing {
  private readonly project: ProjectFile;
  private readonly startChild: StartChild;
  private readonly events: EventBus;
  private readonly faults: FaultLog;
  private readonly onImage: (id: number) => void;
  private readonly refine: (image: ProjectImage, signal: AbortSignal) => Promise<void>;
  private opening: Promise<Proposer> | undefined;
  private host: InferenceHost | undefined;
  private stop: AbortController | undefined;
  private evidence: KeptEvidence | undefined;
  private lastMilliseconds: number[] = [];
  private closed = false;
  batch: BatchProgress | undefined;

  /** @param onImage is told of every image that gets a proposal or a problem */
  constructor(
    project: ProjectFile,
    options: {
      startChild: StartChild;
      events: EventBus;
      faults: FaultLog;
      onImage: (id: number) => void;
      /** Is asked to refine what a batch has proposed. */
      refine: (image: ProjectImage, signal: AbortSignal) => Promise<void>;
    },
  ) {
    this.project = project;
    this.startChild = options.startChild;
    this.events = options.events;
    this.faults = options.faults;
    this.onImage = options.onImage;
    this.refine = options.refine;
  }

  /** The manifest of the project's pack, or undefined where it has none or the pack is gone. */
  manifest(): AdcamManifest | undefined {
    try {
      return openPackOf(adcam, this.project.meta.get('pack') ?? '').manifest;
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  get provider(): ProviderLine | undefined {
    const opened = this.host?.provider(adcam.id);
    if (!opened) return undefined;
    const times = this.lastMilliseconds;
    const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
    return { ...opened, imagesPerSecond: mean > 0 ? 1000 / mean : null };
  }

  /**
   * Proposes one image before all others, unless it has the proposal that it would get.
   *
   * @param imported also in place of scores that came from elsewhere
   * @throws AppError of the image or the pack
   */
  async propose(image: ProjectImage, { imported = false } = {}): Promise<void> {
    const { host, manifest } = await this.open();
    const proposals = new Proposals(this.project, manifest, { imported });
    // What was proposed before suggestions were kept gets them when somebody asks for a proposal.
    if (proposals.isNewest(image) && this.project.suggestions.has(image.id)) return;
    const result = await host.run(proposeJob, proposals.request(image, undefined));
    proposals.save(image, result);
    this.note(result);
    this.onImage(image.id);
  }

  /**
   * Starts proposing all images that need it; returns at once, the rest comes as events.
   *
   * @param only of these images, by id
   */
  startBatch(only?: ReadonlySet<number>): BatchProgress {
    if (this.batch) return this.batch;
    const manifest = openPackOf(adcam, this.project.meta.get('pack') ?? '').manifest;
    const total = new Proposals(this.project, manifest).pendingImages(only).pending.length;
    const batch = { done: 0, total, failed: 0, imagesPerSecond: 0, secondsLeft: null };
    this.batch = batch;
    this.stop = new AbortController();
    void this.runBatch(this.stop.signal, only);
    return batch;
  }

  cancelBatch(): void {
    this.stop?.abort();
  }

  /** What lessons are made with; they wait behind what a person asks for. @throws AppError of the pack */
  async networks(): Promise<Networks> {
    const { host, manifest } = await this.open();
    return { manifest, run: (job, input) => host.run(job, input, { priority: 'batch' }) };
  }

  /**
   * How alike places of a photograph are to all its patches; undefined where the project has no pack that could say it.
   *
   * @param places as shares of width and height
   * @throws AppError of the photograph
   */
  async likeness(
    file: string,
    places: { x: number; y: number }[],
    options?: JobOptions,
  ): Promise<LikenessResult | undefined> {
    // Whoever has no pack, or a broken one, is told where it is asked to propose.
    const proposer = await this.open().catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
    const parameters = this.project.meta.get('parameters');
    if (!proposer || !parameters) return undefined;
    return proposer.host.run(likenessJob, { image: file, places, parameters }, options);
  }

  /** @throws AppError of the image or the pack */
  async evidenceOf(image: ProjectImage): Promise<KeptEvidence> {
    const { host, manifest } = await this.open();
    const parameters = this.project.meta.get('parameters')!;
    const classes = new PackClasses(this.project.classes.written(), manifest);
    const asked = classes.positionsOf(image.tags ?? []);
    const proposals = new Proposals(this.project, manifest);
    const head = proposals.headFor(image.tags);
    const alone = head ? proposals.aloneOf(image.tags ?? []) : [];
    const key = JSON.stringify([image.id, asked, image.tags, parameters, proposals.headId]);
    if (this.evidence?.key === key) return this.evidence;
    const result = await host.run(evidenceJob, {
      image: fileOf(this.project, image),
      tags: asked.map(({ position }) => position),
      parameters,
      ...(head && { head }),
    });
    const written = asked.map(({ label }) => label);
    const now = this.project.classes.labelsNow();
    const [cam, direct, adcam] = [result.maps.cam, result.maps.direct, result.maps.adcam].map((maps) =>
      mapsNow(written, maps, now),
    );
    const maps = { cam: cam!.maps, direct: direct!.maps, adcam: adcam!.maps };
    const learned = result.learned && mapsNow([...written, ...alone], result.learned, now);
    this.evidence = { key, labels: adcam!.labels, result: { ...result, maps }, learned };
    return this.evidence;
  }

  close(): void {
    this.closed = true;
    this.stop?.abort();
    this.host?.close();
  }

  private async runBatch(signal: AbortSignal, only?: ReadonlySet<number>): Promise<void> {
    const started = performance.now();
    let ended = { proposed: 0, cancelled: false, problems: [] as { path: string; message: string }[] };
    let stoppedBy: string | null = null;
    try {
      const { host, manifest } = await this.open();
      ended = await proposeProject(this.project, host, manifest, {
        signal,
        ...(only && { only }),
        refine: (image) => this.refine(image, signal),
        onProgress: ({ done, total, failed, image, result }) => {
          const imagesPerSecond = done / ((performance.now() - started) / 1000);
          const secondsLeft = (total - done) / imagesPerSecond;
          this.batch = { done, total, failed, imagesPerSecond, secondsLeft };
          if (result) this.note(result);
          this.onImage(image.id);
          this.events.send({ type: 'batch', progress: this.batch });
        },
      });
    } catch (error) {
      if (!(error instanceof AppError)) this.faults.record({ where: 'the batch', error });
      stoppedBy = errorMessage(error);
    }
    this.batch = undefined;
    // Whoever has closed the project does not want to hear of it any more.
    if (this.closed) return;
    const { proposed, cancelled, problems } = ended;
    this.events.send({ type: 'batch-ended', proposed, cancelled, problems, stoppedBy });
  }

  /** Starts the child and opens the pack, once; what failed is tried again when it is asked for again. */
  private open(): Promise<Proposer> {
    this.opening ??= this.openPack().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async openPack(): Promise<Proposer> {
    const pack = this.project.meta.get('pack');
    if (pack === undefined)
      throw new AppError('pack-invalid', `${this.project.path} has no pack, so nothing can be proposed.`);
    this.host?.close();
    const host = new InferenceHost(this.startChild, {
      onRestart: ({ how, stderr }) => {
        this.faults.record({ where: `the inference process ended: ${how}`, error: stderr });
        this.events.send({ type: 'inference-restarted', how });
      },
    });
    this.host = host;
    const proposer = await openProposer(host, pack);
    this.tellProvider();
    return proposer;
  }

  private note({ milliseconds }: ProposeResult): void {
    const spent = Object.values(milliseconds).reduce((sum, part) => sum + part, 0);
    this.lastMilliseconds = [...this.lastMilliseconds.slice(-19), spent];
    this.tellProvider();
  }

  private tellProvider(): void {
    if (this.provider) this.events.send({ type: 'provider', line: this.provider });
  }
}

/** The maps of one image in the order that the contract wants. */
export function mapsOf({ result }: KeptEvidence): Record<Coupling, string> {
  const { cam, direct, adcam } = result.maps;
  return { cam: base64(cam), direct: base64(direct), adcam: base64(adcam) };
}

/** float32 values, little-endian, in base64. */
export function base64(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
