import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import { counted } from '../../../shared/text/counted.ts';
import type { ImageSource } from '../../formats/dataset/ImageSource.ts';
import { readSource } from '../../formats/readSource.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { Refiner } from '../../propose/Refiner.ts';
import type { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { openPackOf } from '../../models/pack/openPack.ts';
import { adcam } from '../../models/adcam/adcam.ts';
import type { AdcamManifest } from '../../models/adcam/adcamManifest.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import type { BatchOutcome } from '../../propose/proposeProject.ts';
import { proposeProject } from '../../propose/proposeProject.ts';
import { addSource, adoptPack, changeParameters } from '../../propose/setUpProject.ts';
import { openShard } from '../../team/shards/openShard.ts';
import type { Shard } from '../../team/shards/Shard.ts';
import { shardFile, shardPattern } from '../../team/shards/Shard.ts';
import { batchSummary } from '../batchSummary.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, parseParameters, textOption } from '../parameterOptions.ts';
import { changeSettings, parseSettings } from '../settingOptions.ts';
import { existingOption, shardOption } from '../shardOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave propose SOURCE --pack P --project F` */
export async function propose(sourcePath: string, options: Options): Promise<number> {
  const projectPath = textOption(options, 'project');
  if (projectPath === undefined)
    throw new UsageError('Say where the project is kept: --project NAME.camweave');
  const limit = countOption(options, 'limit');
  const onExisting = existingOption(options);
  const changes = parseParameters(options);
  const settings = parseSettings(options);
  const shard = shardOption(options, process.env);
  const path = shard ? shardFile(projectPath, shard) : projectPath;
  const isNew = !existsSync(path);
  const project = shard
    ? await openShardOf(projectPath, shard, sourcePath, options)
    : ProjectFile.open(path, { create: true });
  try {
    expectOwnPlaces(placesOf(project));
    if (onExisting === 'fail' && !isNew) expectNoProposals(project);
    const { pack, manifest } = adoptPackOf(project, options);
    changeParameters(project, manifest, changes);
    changeSettings(project, settings);
    if (!shard) {
      const source = await readInto(project, sourcePath, options);
      const added = addSource(project, source);
      tell(`${counted(source.images.length, 'image')} in ${source.root}, ${added} new to ${project.path}.`);
    }
    const { unproposable } = new PackClasses(project.classes.written(), manifest);
    if (unproposable.length > 0) tell(`This pack cannot propose: ${unproposable.join(', ')}.`);
    return await runBatch(project, pack, manifest, { limit, anew: onExisting === 'redo', options });
  } finally {
    // A new project that never got its images would only be in the way of the next try.
    if (isNew && !shard && project.images.all().length === 0) project.discard();
    else project.close();
  }
}

/** Opens the file of a shard, with its images, and says so. */
async function openShardOf(
  projectPath: string,
  shard: Shard & { variable?: string },
  sourcePath: string,
  options: Options,
): Promise<ProjectFile> {
  const { index, count, variable } = shard;
  const project = await openShard(
    projectPath,
    { index, count },
    {
      setUp: (fresh) => void adoptPackOf(fresh, options),
      read: (base) => readInto(base, sourcePath, options),
      onWait: () => tell(`${projectPath} is open elsewhere, perhaps in another shard. Waiting.`),
    },
  );
  const why = variable === undefined ? '' : `, as ${variable} says`;
  tell(
    `Shard ${index} of ${count}${why}: ${counted(project.images.all().length, 'image')} in ${project.path}. ` +
      `\`camweave merge ${projectPath} ${shardPattern(projectPath, count)}\` joins all shards.`,
  );
  return project;
}

/** Gives a project the pack of the command line, else its own or the one that comes along. */
function adoptPackOf(project: ProjectFile, options: Options): { pack: string; manifest: AdcamManifest } {
  const pack = packOf(textOption(options, 'pack'), project.meta.get('pack'), project.path);
  const { manifest } = openPackOf(adcam, pack);
  adoptPack(project, pack, manifest);
  return { pack, manifest };
}

/** Reads the source in classes of a project. */
async function readInto(project: ProjectFile, sourcePath: string, options: Options): Promise<ImageSource> {
  // A source may still name classes that were deleted or merged since.
  const names = new Set(project.classes.written().map(({ name }) => name));
  const source = await readSource(sourcePath, [...names], { list: textOption(options, 'list') });
  tellSome('Noticed while reading the source:', source.warnings);
  return source;
}

function expectNoProposals(project: ProjectFile): void {
  const proposed = project.images.all().filter(({ id }) => project.scores.has(id)).length;
  if (proposed === 0) return;
  throw new AppError(
    'not-writable',
    `${project.path} has proposals of ${counted(proposed, 'image')} already. Use another project file, or --on-existing skip or redo.`,
  );
}

async function runBatch(
  project: ProjectFile,
  pack: string,
  manifest: AdcamManifest,
  { limit, anew, options }: { limit: number | undefined; anew: boolean; options: Options },
): Promise<number> {
  const signal = abortOnInterrupt();
  const { host } = await startInference(pack, textOption(options, 'provider'));
  const refiner = new Refiner(forkChild);
  const bar = new ProgressBar('Proposing');
  const started = performance.now();
  try {
    const outcome = await proposeProject(project, host, manifest, {
      signal,
      refine: (image) => refiner.refine(project, image, { priority: 'batch', signal }),
      ...(limit === undefined ? {} : { limit }),
      imported: options['imported'] === true,
      anew,
      onProgress: ({ done, total, failed, problem }) => {
        if (problem !== undefined) {
          bar.end();
          tell(problem);
        }
        bar.update(done, total, failed);
      },
    });
    bar.end();
    const seconds = (performance.now() - started) / 1000;
    tellSome('Notices:', outcome.notices);
    if (host.restarts > 0) {
      const times = host.restarts === 1 ? 'once' : `${host.restarts} times`;
      tell(`The inference process ended unexpectedly and was started again ${times}.`);
    }
    tell(batchSummary(outcome, seconds));
    if (options['json'] === true) printJson(asJson(project, host, outcome, seconds));
    if (outcome.cancelled) {
      tell('Stopped. Run the same command again to go on.');
      return EXIT.interrupted;
    }
    return outcome.problems.length > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    bar.end();
    refiner.close();
    host.close();
  }
}

function asJson(project: ProjectFile, host: InferenceHost, outcome: BatchOutcome, seconds: number): unknown {
  const { proposed, skipped, decided, problems } = outcome;
  return {
    project: project.path,
    ...{ proposed, skipped, decided, problems, seconds },
    imagesPerSecond: proposed / seconds,
    provider: host.provider(adcam.id),
    restarts: host.restarts,
    parameters: project.meta.get('parameters'),
    peakMemory: { child: host.memory.peak, command: process.resourceUsage().maxRSS * 1024 },
  };
}
