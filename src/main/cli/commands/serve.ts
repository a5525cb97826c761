import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/errors/AppError.ts';
import { authorName } from '../../annotate/authorName.ts';
import { Application } from '../../desk/Application.ts';
import { settingsFolder, SettingsFile } from '../../desk/SettingsFile.ts';
import { isFolder } from '../../formats/dataset/isFolder.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { listenAddress } from '../../serve/listenAddress.ts';
import { serveApplication } from '../../serve/serveApplication.ts';
import { expectStrong } from '../../serve/token.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { numberIn, textOption } from '../parameterOptions.ts';
import { RESOURCES } from '../resources.ts';
import { print, tell } from '../terminal/output.ts';
import { UsageError } from '../UsageError.ts';

/** The built pages, beside the built command. */
const PAGES = fileURLToPath(new URL('../renderer', import.meta.url));

/** `camweave serve [PROJECT]` */
export async function serve(projectPath: string | undefined, options: Options): Promise<number> {
  const port = portOption(options);
  const token = await asUsage(() => tokenOption(options));
  // Neither the inference process nor anything else that is started needs it.
  delete process.env['CAMWEAVE_TOKEN'];
  const exportRoot = textOption(options, 'exportRoot');
  const host = await asUsage(() => listenAddress(String(options['host'] ?? '127.0.0.1')));
  const application = new Application({
    startChild: forkChild,
    settings: new SettingsFile(settingsFolder(process.env, process.platform)),
    author: authorName(process.env),
    resources: RESOURCES,
    ...(options['verbose'] === true ? { onFault: tell } : {}),
    ...(projectPath === undefined ? {} : { project: projectPath }),
  });
  try {
    const server = await serveApplication(application, {
      ...{ host, pages: PAGES },
      ...(port === undefined ? {} : { port }),
      ...(token === undefined ? {} : { token }),
      ...(exportRoot === undefined ? {} : { exportRoot: expectFolder(exportRoot) }),
      ...(projectPath === undefined ? {} : { project: resolve(projectPath) }),
    });
    for (const notice of server.notices) tell(notice);
    tell('Open this link in a browser; Ctrl-C ends the server.');
    print(server.link);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await server.close();
    return EXIT.done;
  } finally {
    application.projects.close();
  }
}

/** The token that was given; a variable that is empty gives none. */
function tokenOption(options: Options): string | undefined {
  const given = options['token'] ?? (process.env['CAMWEAVE_TOKEN'] || undefined);
  if (given === undefined) return undefined;
  const token = String(given);
  expectStrong(token);
  return token;
}

/** What an option gives; what is wrong with it is wrong with the command line. */
async function asUsage<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof AppError ? new UsageError(error.message, { cause: error }) : error;
  }
}

function portOption(options: Options): number | undefined {
  const port = numberIn(options['port']);
  if (port === undefined) return undefined;
  if (typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UsageError('--port takes a number from 0 to 65535.');
}

function expectFolder(path: string): string {
  if (isFolder(path)) return resolve(path);
  throw new UsageError(`--export-root takes a folder that is there, not "${path}".`);
}
