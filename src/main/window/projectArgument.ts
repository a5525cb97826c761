import { isAbsolute, resolve } from 'node:path';
import { PROJECT_ENDING } from '../../shared/projects/projectName.ts';

/**
 * The project file that a command line names, if it names one.
 *
 * @param folder that the command was given in
 * @returns an absolute path
 */
export function projectArgument(line: readonly string[], folder: string): string | undefined {
  const named = line.slice(1).find((word) => !word.startsWith('-') && word.endsWith(PROJECT_ENDING));
  if (named === undefined) return undefined;
  return isAbsolute(named) ? named : resolve(folder, named);
}
