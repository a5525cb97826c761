import { resolve } from 'node:path';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { EXIT } from '../exitCodes.ts';
import { textOption } from '../parameterOptions.ts';
import type { Options } from '../parameterOptions.ts';
import { tell } from '../terminal/output.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave backup PROJECT --out COPY` */
export async function backup(projectPath: string, options: Options): Promise<number> {
  const out = textOption(options, 'out');
  if (out === undefined) throw new UsageError('Say where the copy goes: --out COPY.camweave');
  const project = ProjectFile.open(projectPath);
  try {
    await project.copyTo(resolve(out));
    tell(`${out} is a copy of ${projectPath} as it is now.`);
    return EXIT.done;
  } finally {
    project.close();
  }
}
