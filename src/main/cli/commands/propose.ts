import { readSource } from '../../formats/source/readSource.ts';
import { openPack } from '../../pack/manifest/openPack.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import { proposeProject } from '../../propose/proposeProject.ts';
import { addSource, adoptPack, changeParameters } from '../../propose/setUpProject.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { parseParameters } from '../parameterOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave propose SOURCE --pack P --project F` */
export async function propose(sourcePath: string, options: Options): Promise<number> {
  const projectPath = options['project'] as string | undefined;
  if (projectPath === undefined)
    throw new UsageError('Say where the project is kept: --project NAME.camweave');
  const limit = options['limit'] as number | undefined;
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
    throw new UsageError('--limit takes a whole number above 0.');
  const changes = parseParameters(options);

  const project = ProjectFile.open(projectPath, { create: true });
  try {
    const pack = packOf(options['pack'] as string | undefined, project.meta.get('pack'), projectPath);
    const { manifest } = openPack(pack);
    adoptPack(project, pack, manifest);
    const parameters = changeParameters(project, changes);
    const classes = project.classes.all();
    const source = readSource(
      sourcePath,
      classes.map(({ name }) => name),
      options['list'] as string | undefined,
    );
    tellSome('Noticed while reading the source:', source.warnings);
    const added = addSource(project, source);
    tell(`${source.images.length} images in ${source.root}, ${added} new to ${projectPath}.`);
    const { unproposable } = new PackClasses(classes, manifest);
    if (unproposable.length > 0) tell(`This pack cannot propose: ${unproposable.join(', ')}.`);

    const signal = abortOnInterrupt();
    const { host } = await startInference(pack, options['provider'] as string | undefined);
    const bar = new ProgressBar('Proposing');
    const started = performance.now();
    try {
      const outcome = await proposeProject(project, host, manifest, {
        signal,
        ...(limit === undefined ? {} : { limit }),
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
      if (host.restarts > 0)
        tell(`The inference process ended unexpectedly and was restarted ${host.restarts} times.`);
      tell(summary(outcome.proposed, outcome.skipped, outcome.problems.length, seconds));
      if (options['json'] === true) {
        printJson({
          project: projectPath,
          proposed: outcome.proposed,
          skipped: outcome.skipped,
          problems: outcome.problems,
          seconds,
          imagesPerSecond: outcome.proposed / seconds,
          provider: host.provider,
          parameters,
          peakMemory: { child: host.memory.peak, command: process.resourceUsage().maxRSS * 1024 },
        });
      }
      if (outcome.cancelled) {
        tell('Stopped. Run the same command again to go on.');
        return EXIT.interrupted;
      }
      return outcome.problems.length > 0 ? EXIT.someFailed : EXIT.done;
    } finally {
      bar.end();
      host.close();
    }
  } finally {
    project.close();
  }
}

function summary(proposed: number, skipped: number, failed: number, seconds: number): string {
  const speed =
    proposed > 0 ? ` in ${seconds.toFixed(1)} s (${(proposed / seconds).toFixed(2)} images/s)` : '';
  const parts = [`${proposed} images proposed${speed}`];
  if (skipped > 0) parts.push(`${skipped} had their proposal already`);
  if (failed > 0) parts.push(`${failed} could not be proposed (see above)`);
  return `${parts.join(', ')}.`;
}
