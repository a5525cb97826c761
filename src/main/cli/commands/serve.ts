import { fileURLToPath } from 'node:url';
import { authorName } from '../../annotate/authorName.ts';
import { Application } from '../../desk/Application.ts';
import { settingsFolder, SettingsFile } from '../../desk/SettingsFile.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { serveApplication } from '../../serve/serveApplication.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { RESOURCES } from '../resources.ts';
import { print, tell } from '../terminal/output.ts';
import { UsageError } from '../UsageError.ts';

/** The built pages, beside the built command. */
const PAGES = fileURLToPath(new URL('../renderer', import.meta.url));

/** `camweave serve [PROJECT]` */
export async function serve(projectPath: string | undefined, options: Options): Promise<number> {
  const port = (options['port'] as number | undefined) ?? 0;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError('--port takes a number from 0 to 65535.');
  const token = textOption(options, 'token');
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
      ...{ host: textOption(options, 'host') ?? '127.0.0.1', port, pages: PAGES },
      ...(token === undefined ? {} : { token }),
    });
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
