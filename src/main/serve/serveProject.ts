import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/AppError.ts';
import { createHandlers } from '../desk/createHandlers.ts';
import { dispatch } from '../desk/dispatch.ts';
import { OpaqueIds } from '../desk/OpaqueIds.ts';
import { decodeImage } from '../image/decodeImage.ts';
import { encodeJpeg } from '../image/encodeJpeg.ts';
import { readImageHeader } from '../image/readImageHeader.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
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

export interface ProjectServer {
  /** The link to open, token included. */
  link: string;
  close(): Promise<void>;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/**
 * Serves the desk of a project over HTTP: pages, the contract under /api, photographs under opaque names.
 *
 * @throws AppError `invalid-input` for an address other machines can reach, when no token is given
 */
export async function serveProject(project: ProjectFile, options: ServeOptions): Promise<ProjectServer> {
  const { host, pages } = options;
  if (!LOOPBACK.has(host) && options.token === undefined) {
    throw new AppError(
      'invalid-input',
      `Other machines can reach ${host}. Give a token of your own with --token, or use an SSH tunnel to 127.0.0.1.`,
    );
  }
  const token = options.token ?? randomBytes(24).toString('base64url');
  const hosts = new Set<string>();
  const app = createApp(project, { token, hosts, pages });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port: options.port }, (info: AddressInfo) => {
      const shown = host.includes(':') ? `[${host}]` : host;
      for (const name of [shown, 'localhost']) hosts.add(`${name}:${info.port}`);
      resolve({
        link: `http://${shown}:${info.port}/?token=${token}`,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
    server.once('error', reject);
  });
}

function createApp(
  project: ProjectFile,
  { token, hosts, pages }: { token: string; hosts: ReadonlySet<string>; pages: string },
): Hono {
  const ids = new OpaqueIds();
  const handlers = createHandlers(project, ids);
  const app = new Hono();
  app.use(contentSecurity);
  app.use(guard(token, () => hosts));
  app.post('/api/:route', async (context) => {
    const input: unknown = await context.req.json().catch(() => undefined);
    return context.json(await dispatch(handlers, context.req.param('route'), input));
  });
  app.get('/image/:name', async (context) => {
    const id = ids.resolve(context.req.param('name'));
    const image = id === undefined ? undefined : project.images.get(id);
    if (!image) return context.text('There is no such image.', 404);
    const { bytes, type } = await photograph(join(project.meta.get('root') ?? '', image.path));
    return context.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'private, max-age=3600' });
  });
  app.get('/*', serveStatic({ root: pages }));
  app.onError((error, context) => context.text(error.message, error instanceof AppError ? 404 : 500));
  return app;
}

/** A photograph in a format that browsers show. */
async function photograph(file: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
  const bytes = await readFile(file);
  const { format } = readImageHeader(bytes, file);
  if (format !== 'tiff') return { bytes, type: `image/${format}` };
  return { bytes: Uint8Array.from(await encodeJpeg(await decodeImage(bytes, file))), type: 'image/jpeg' };
}
