import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectFile } from './ProjectFile.ts';
import { serverOf } from './networkPath.ts';

/** What a project names outside itself. */
interface NamedPlaces {
  /** The project file. */
  path: string;
  root: string | undefined;
  pack: string | undefined;
  groundTruth?: string | undefined;
}

/** The places of a project file. */
export function placesOf({ path, meta }: ProjectFile): NamedPlaces {
  return { path, root: meta.get('root'), pack: meta.get('pack'), groundTruth: meta.get('groundTruth') };
}

/**
 * Whether what a project names may be opened. Windows tells a server who the user is as soon as a path on it is opened, and a
 * project may be a stranger's: servers are left alone, but for the one that the project itself was opened from, and where the
 * user says that he trusts them.
 *
 * @throws AppError `project-invalid`, before anything is opened
 */
export function expectOwnPlaces(
  { path, root, pack, groundTruth }: NamedPlaces,
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  if (environment['CAMWEAVE_TRUST_SERVERS'] === '1') return;
  for (const place of [root, pack, groundTruth]) {
    const server = place === undefined ? undefined : serverOf(place, platform);
    if (server === undefined || server === serverOf(path, platform)) continue;
    throw new AppError(
      'project-invalid',
      `${path} names ${place}, and Windows would tell that server who you are. Nothing was opened. If it is yours, give the share a ` +
        'drive letter and run `camweave relink PROJECT FOLDER`, or set CAMWEAVE_TRUST_SERVERS=1.',
    );
  }
}
