import { join } from 'node:path';
import type { ProposalParameters } from '../../../shared/parameters/proposalParameters.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { listImages } from '../../formats/dataset/listImages.ts';
import type { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { adcam } from '../../models/adcam/adcam.ts';
import type { MeasureRequest, ProposalStage } from '../../models/adcam/jobs.ts';
import { measureJob, PROPOSAL_STAGES, proposeJob } from '../../models/adcam/jobs.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, textOption } from '../parameterOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { print, printJson } from '../terminal/output.ts';
import { table } from '../terminal/table.ts';

const CLASSES = 3;
const DEFAULT_RUNS = 20;
const ROUNDS = 5;

/** `camweave bench FOLDER [--pack P]`: what a proposal costs, beside the bare models, in one run. */
export async function bench(folder: string, options: Options): Promise<number> {
  const pack = packOf(textOption(options, 'pack'), undefined, 'The command');
  const runs = countOption(options, 'runs') ?? DEFAULT_RUNS;
  const listed = await listImages(folder);
  const images = listed.images.slice(0, runs).map(({ path }) => join(folder, path));
  if (images.length === 0) throw new AppError('invalid-input', `${folder} holds no images.`);
  const { host, manifest } = await startInference(pack, textOption(options, 'provider'));
  try {
    const given = Array.from({ length: Math.min(CLASSES, manifest.classes.length) }, (_, i) => i);
    const figures = await measureRounds(host, images, given, runs, manifest.parameters);
    if (options['json'] === true) printJson(figures);
    else print(asText(figures));
    return EXIT.done;
  } finally {
    host.close();
  }
}

type Figures = Awaited<ReturnType<typeof measureRounds>>;

/** Bare models and proposals take turns, so that a machine that speeds up or slows down does so for all. */
async function measureRounds(
  host: InferenceHost,
  images: string[],
  given: number[],
  runs: number,
  defaults: ProposalParameters,
) {
  const oneScale: ProposalParameters = { ...defaults, scales: [1], flip: false };
  const perRound = Math.max(1, Math.ceil(runs / ROUNDS));
  const bare = { cnn: [] as number[], vit: [] as number[], adcam: [] as number[] };
  const one = new Proposals();
  const all = new Proposals();
  const part = async (what: MeasureRequest['what']): Promise<number[]> => {
    const request = { what, runs: perRound, parameters: oneScale, classes: CLASSES };
    return (await host.run(measureJob, request)).milliseconds;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const share = images.slice(round * perRound, (round + 1) * perRound);
    bare.cnn.push(...(await part('bare-cnn')));
    bare.vit.push(...(await part('bare-vit')));
    bare.adcam.push(...(await part('adcam')));
    await one.run(host, share, given, oneScale, round === 0);
    await all.run(host, share, given, defaults, round === 0);
  }
  const models = median(bare.cnn) + median(bare.vit);
  return {
    provider: host.provider(adcam.id),
    images: images.length,
    milliseconds: {
      cnn: median(bare.cnn),
      vit: median(bare.vit),
      adcam: median(bare.adcam),
      proposalOneScale: median(one.total),
      proposalDefault: median(all.total),
    },
    stagesOneScale: one.stages(),
    stagesDefault: all.stages(),
    proposalOverModels: median(one.total) / models,
    adcamShareOfProposal: median(bare.adcam) / median(one.total),
    peakMemory: { child: host.memory.peak, command: process.resourceUsage().maxRSS * 1024 },
  };
}

class Proposals {
  readonly total: number[] = [];
  private readonly parts: Record<ProposalStage, number>[] = [];

  async run(
    host: InferenceHost,
    images: string[],
    given: number[],
    parameters: ProposalParameters,
    warmUp: boolean,
  ): Promise<void> {
    for (const image of warmUp ? [images[0]!, ...images] : images) {
      const start = performance.now();
      const { milliseconds } = await host.run(proposeJob, { image, tags: { given }, parameters });
      this.total.push(performance.now() - start);
      this.parts.push(milliseconds);
    }
    if (!warmUp) return;
    this.total.shift();
    this.parts.shift();
  }

  stages(): Record<ProposalStage, number> {
    const entries = PROPOSAL_STAGES.map((stage) => [stage, median(this.parts.map((part) => part[stage]))]);
    return Object.fromEntries(entries) as Record<ProposalStage, number>;
  }
}

function asText(figures: Figures): string {
  const { milliseconds: ms, peakMemory } = figures;
  const stages = (parts: Record<ProposalStage, number>): string =>
    PROPOSAL_STAGES.map((stage) => `${stage} ${parts[stage].toFixed(1)}`).join(', ');
  return table([
    [`Medians over ${figures.images} images on ${figures.provider?.provider ?? '?'}`, ''],
    ['CNN alone', `${ms.cnn.toFixed(1)} ms`],
    ['ViT alone', `${ms.vit.toFixed(1)} ms`],
    [`Refinement and diffusion alone, ${CLASSES} classes`, `${ms.adcam.toFixed(1)} ms`],
    ['Proposal, one scale', `${ms.proposalOneScale.toFixed(1)} ms`],
    ['  of which', stages(figures.stagesOneScale)],
    ['  over CNN + ViT alone', `${figures.proposalOverModels.toFixed(2)} x`],
    ["Proposal, the pack's defaults", `${ms.proposalDefault.toFixed(1)} ms`],
    ['  of which', stages(figures.stagesDefault)],
    ['Peak memory of the inference child', `${(peakMemory.child / 1e6).toFixed(0)} MB`],
    ['Peak memory of this command', `${(peakMemory.command / 1e6).toFixed(0)} MB`],
  ]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
