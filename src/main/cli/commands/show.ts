import { counted } from '../../../shared/text/counted.ts';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { IMAGE_STATES } from '../../../shared/images/imageState.ts';
import { origins } from '../../annotate/originOf.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { projectJson } from '../projectJson.ts';
import { print } from '../terminal/output.ts';
import { table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave show PROJECT --json --scores` */
export async function show(projectPath: string, options: Options): Promise<number> {
  const json = options['json'] === true;
  const scores = options['scores'] === true;
  if (scores && !json) throw new UsageError('--scores goes with --json.');
  const project = ProjectFile.open(projectPath);
  try {
    if (json) await pipeline(Readable.from(projectJson(project, scores)), process.stdout, { end: false });
    else print(summary(project));
    return EXIT.done;
  } finally {
    project.close();
  }
}

function summary(project: ProjectFile): string {
  const images = project.images.all();
  const states = IMAGE_STATES.map(
    (state) => [state, images.filter((image) => image.state === state).length] as const,
  ).filter(([, count]) => count > 0);
  const problems = images.filter(({ problem }) => problem !== undefined).length;
  const rows = project.classes
    .all()
    .map(({ label, name, threshold }) => [
      `${label} ${name}`,
      threshold.toFixed(2),
      String(images.filter(({ tags }) => tags?.includes(label)).length),
    ]);
  return [
    `${counted(images.length, 'image')} in ${project.meta.get('root') ?? 'no folder yet'}`,
    `${states.map(([state, count]) => `${count} ${state}`).join(', ')}${problems > 0 ? `; ${problems} could not be read` : ''}`,
    `Pack: ${project.meta.get('pack') ?? 'none yet'}`,
    ...importedFrom(project),
    '',
    table([['class', 'threshold', 'images'], ...rows]),
  ].join('\n');
}

/** A line for each place that labels or scores of images were imported from. */
function importedFrom(project: ProjectFile): string[] {
  const counts = new Map<string, number>();
  for (const from of origins(project).values()) counts.set(from, (counts.get(from) ?? 0) + 1);
  return [...counts].map(([from, count]) => `Imported: ${counted(count, 'image')} from ${from}`);
}
