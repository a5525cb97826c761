import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { CALL_HEADERS } from '../../shared/contract/callHead.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Application } from '../desk/Application.ts';
import type { ServedPicture } from '../desk/photographs.ts';
import { Seats } from './Seats.ts';
import { contentSecurity, guard } from './security.ts';

export interface ServeOptions {
  /** Address to listen on; anything but loopback needs a token of the caller's. */
  host: string;
  /** 0 for any free port. */
  port: number;
  token?: string;
  /** Folder of the built pages. */
  pages: string;
}

export interface Server {
  /** The link to open, token included. */
  link: string;
  close(): Promise<void>;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
/** The strokes of the largest images stay far below. */
const LARGEST_REQUEST = 128 * 1024 * 1024;
const KEEP_ALIVE_MS = 15_000;

/**
 * Serves Camweave over HTTP: pages, the contract under /api, events as server-sent events, photographs under
 * opaque names.
 *
 * @throws AppError `invalid-input` for an address other machines can reach, when no token is given
 */
export async function serveApplication(application: Application, options: ServeOptions): Promise<Server> {
  const { host, pages } = options;
  if (!LOOPBACK.has(host) && options.token === undefined) {
    throw new AppError(
      'invalid-input',
      `Other machines can reach ${host}. Give a token of your own with --token, or serve on 127.0.0.1.`,
    );
  }
  const token = options.token ?? randomBytes(24).toString('base64url');
  const hosts = new Set<string>();
  const app = createApp(application, { token, hosts, pages });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port: options.port }, (info: AddressInfo) => {
      const shown = host.includes(':') ? `[${host}]` : host;
      for (const name of [shown, 'localhost']) hosts.add(`${name}:${info.port}`);
      resolve({
        link: `http://${shown}:${info.port}/?token=${token}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            // Pages keep a connection open for events.
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}

function createApp(
  application: Application,
  { token, hosts, pages }: { token: string; hosts: ReadonlySet<string>; pages: string },
): Hono {
  const seats = new Seats();
  const app = new Hono();
  app.use(contentSecurity);
  app.use(guard(token, () => hosts));
  app.post('/api/:route', bodyLimit({ maxSize: LARGEST_REQUEST }), async (context) => {
    const seat = context.req.header('x-camweave-seat');
    if (!seats.mayAct(seat)) return context.json(Seats.refusal);
    const input: unknown = await context.req.json().catch(() => undefined);
    const head = {
      number: context.req.header(CALL_HEADERS.number),
      project: context.req.header(CALL_HEADERS.project),
    };
    return context.json(await application.answer(context.req.param('route'), input, head));
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
        await stream.sleep(KEEP_ALIVE_MS);
        await stream.write(': still here\n\n');
      }
    }),
  );
  const picture = async (work: Promise<ServedPicture>): Promise<Response> => {
    const { bytes, type } = await work;
    return new Response(bytes, {
      headers: { 'Content-Type': type, 'Cache-Control': 'private, max-age=3600' },
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
