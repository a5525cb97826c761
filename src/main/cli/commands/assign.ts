import { ProjectFile } from '../../project/ProjectFile.ts';
import { assignProject } from '../../team/assign/assignProject.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { numberIn, textOption } from '../parameterOptions.ts';
import { print, printJson } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave assign F --to NAME,NAME` */
export async function assign(projectPath: string, options: Options): Promise<number> {
  const to = textOption(options, 'to');
  if (to === undefined) throw new UsageError('Say who gets a part: --to NAME,NAME,...');
  const request = {
    people: to.split(',').map((name) => name.trim()),
    out: textOption(options, 'out'),
    overlap: wholeOption(options, 'overlap'),
    seed: wholeOption(options, 'seed'),
  };
  const signal = abortOnInterrupt();
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Parting');
  try {
    const parts = await assignProject(project, {
      ...{ ...request, signal },
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    if (options['json'] === true) printJson({ parts });
    else
      print(
        table([
          ['part', 'for', 'images'],
          ...parts.map((part) => [part.path, part.for, String(part.images)]),
        ]),
      );
    return EXIT.done;
  } finally {
    bar.end();
    project.close();
  }
}

/** @throws UsageError where it is no whole number from 0 on */
function wholeOption(options: Options, key: string): number {
  const value = numberIn(options[key] ?? 0);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new UsageError(`--${key} takes a whole number, 0 or more.`);
}
