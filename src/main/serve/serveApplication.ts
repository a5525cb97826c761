import { isAbsolute, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { CALL_HEADERS } from '../../shared/contract/callHead.ts';
import type { Result } from '../../shared/contract/result.ts';
import { refusal } from '../../shared/contract/result.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Application } from '../desk/Application.ts';
import type { ServedPicture } from '../desk/photographs.ts';
import { expectBelow, usualExportRoots } from './exportRoot.ts';
import { hostNames, isLoopback, linkAddress, thisMachine } from './hostNames.ts';
import { KeptServers } from './KeptServers.ts';
import { closeListener, listenOnPorts, portOf } from './listenOnPorts.ts';
import { Seats } from './Seats.ts';
import { contentSecurity, guard } from './security.ts';
import { cookieKey, expectStrong } from './token.ts';

export interface ServeOptions {
  /** Address to listen on; anything but loopback needs a token of the caller's. */
  host: string;
  /** The port that was asked for, 0 for any free one; without it that of last time, else any free one. */
  port?: number;
  /** The token that was given; without it that of last time, else a random one. */
  token?: string;
  /** Folder of the built pages. */
  pages: string;
  /** The one folder that pages may export to, instead of the usual ones. */
  exportRoot?: string;
  /** The project that was named, absolute; what is kept is kept for it. */
  project?: string;
}

export interface Server {
  /** The link to open, token included. */
  link: string;
  /** What the one who started it should know, in whole sentences. */
  notices: string[];
  close(): Promise<void>;
}

/** The strokes of the largest images stay far below. */
const LARGEST_REQUEST = 128 * 1024 * 1024;
const HTTP_PORT = 80;
/** What writes where a page says, a data set or a copy of the project, and where it says so. */
const WRITING: Readonly<Record<string, string>> = { 'export.run': 'out', 'project.saveCopy': 'path' };
const KEEP_ALIVE_MS = 15_000;

/**
 * Serves Camweave over HTTP: pages, the contract under /api, events as server-sent events, photographs under
 * opaque names. Port and token are kept with the settings where none was given, and pages that were left open at the port
 * of last time find the server there too.
 *
 * @throws AppError `invalid-input` for a weak token, for a port that is taken, and for an address other machines can reach
 *   when no token is given
 */
export async function serveApplication(application: Application, options: ServeOptions): Promise<Server> {
  const { host, project } = options;
  if (options.token !== undefined) expectStrong(options.token);
  else if (!isLoopback(host))
    throw new AppError(
      'invalid-input',
      `Other machines can reach ${host}. Give a token of your own with --token or CAMWEAVE_TOKEN, or serve on 127.0.0.1.`,
    );
  const keeper = new KeptServers(application.settings.folder);
  const kept = keeper.find(project);
  const token = options.token ?? keeper.tokenOf(project);
  const ports = new Set<number>();
  const answersTo = (asked: string): boolean => {
    const names = hostNames(host, thisMachine());
    const [, name, port] = /^(.*?)(?::(\d+))?$/.exec(asked)!;
    return names.has(name!) && ports.has(Number(port ?? HTTP_PORT));
  };
  const key = cookieKey(keeper.secret, token);
  const app = createApp(application, options, guard({ token, key, answersTo }));
  const { port, listeners, notices } = await listenOnPorts(app.fetch, host, options.port, kept.port);
  for (const listener of listeners) ports.add(portOf(listener));
  if (options.port === undefined || kept.port === undefined) keeper.keep(project, { port });
  return {
    link: `http://${linkAddress(host, thisMachine())}:${port}/?token=${encodeURIComponent(token)}`,
    notices,
    close: async () => {
      await Promise.all(listeners.map(closeListener));
    },
  };
}

function createApp(
  application: Application,
  { pages, exportRoot }: ServeOptions,
  guarded: MiddlewareHandler,
): Hono {
  const seats = new Seats();
  const app = new Hono();
  app.use(contentSecurity);
  app.use(guarded);
  app.post('/api/:route', bodyLimit({ maxSize: LARGEST_REQUEST, onError: tooLarge }), async (context) => {
    const seat = context.req.header('x-camweave-seat');
    if (!seats.mayAct(seat)) return context.json(Seats.refusal);
    const input: unknown = await context.req.json().catch(() => undefined);
    const route = context.req.param('route');
    const head = {
      number: context.req.header(CALL_HEADERS.number),
      project: context.req.header(CALL_HEADERS.project),
    };
    const place = Object.hasOwn(WRITING, route) ? Object(input)[WRITING[route]!] : undefined;
    const refused = refuseWriting(application, place, exportRoot);
    return context.json(refused ?? (await application.answer(route, input, head)));
  });
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: unknown): void => void stream.writeSSE({ data: JSON.stringify(event) });
      const seat = seats.take(context.req.query('seat') ?? '', () => send({ type: 'elsewhere' }));
      const stop = application.events.listen(send);
      stream.onAbort(() => {
        stop();
        seats.leave(seat);
      });
      send({ type: 'hello', run: application.run });
      while (!stream.aborted) {
        // Nobody who ends the server waits for this.
        await setTimeout(KEEP_ALIVE_MS, undefined, { ref: false });
        await stream.write(': still here\n\n');
      }
    }),
  );
  const picture = async (work: Promise<ServedPicture>): Promise<Response> => {
    const { bytes, type } = await work;
    return new Response(bytes, {
      // The file may change, and the page keeps what it needs itself.
      headers: { 'Content-Type': type, 'Cache-Control': 'no-store' },
    });
  };
  app.get('/image/:name', (context) =>
    picture(application.projects.current.photographs.photograph(context.req.param('name'))),
  );
  app.get('/thumbnail/:name', (context) =>
    picture(application.projects.current.photographs.thumbnail(context.req.param('name'))),
  );
  app.get('/*', serveStatic({ root: pages }));
  app.onError((error, context) => {
    if (error instanceof AppError) return context.text(error.message, 404);
    application.faults.record({ where: context.req.path, error });
    return context.text(error.message, 500);
  });
  return app;
}

function tooLarge(context: Context): Response {
  const words = `This request has more than ${LARGEST_REQUEST / 1024 ** 2} MB, more than any change to an image takes. Nothing was changed.`;
  return context.json(refusal('invalid-input', words), 413);
}

/** What to answer to an export or a copy that a page may not make; undefined where it may, or where it is wrong in another way. */
function refuseWriting(
  { projects }: Application,
  out: unknown,
  exportRoot: string | undefined,
): Result | undefined {
  if (typeof out !== 'string' || !isAbsolute(out) || !projects.isOpen) return undefined;
  const usual = usualExportRoots(resolve(projects.current.file.path), projects.canChoose);
  try {
    expectBelow(out, exportRoot === undefined ? usual : [exportRoot]);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refusal(error.code, error.message);
  }
}
