import type { AddressInfo } from 'node:net';
import type { ServerType } from '@hono/node-server';
import { serve } from '@hono/node-server';
import { AppError } from '../../shared/errors/AppError.ts';

type Fetch = Parameters<typeof serve>[0]['fetch'];

interface Listening {
  /** The port of the link. */
  port: number;
  listeners: ServerType[];
  /** What became of the port of last time, where that matters. */
  notices: string[];
}

/**
 * Listens on the port that was asked for, and on that of last time too where it is free, so that pages left open there find
 * the server again. Without one that was asked for, that of last time is the one, and any free port where it is taken.
 *
 * @param asked 0 for any free port
 * @throws AppError `invalid-input` where the port that was asked for, or the address, cannot be had
 */
export async function listenOnPorts(
  fetch: Fetch,
  host: string,
  asked: number | undefined,
  kept: number | undefined,
): Promise<Listening> {
  const tryPort = (port: number): Promise<ServerType> => listen(fetch, host, port);
  if (asked !== undefined) {
    const first = await tryPort(asked).catch((error: unknown) => {
      throw explain(error, host, asked);
    });
    const again = kept === undefined || kept === portOf(first) ? undefined : await ifFree(tryPort(kept));
    return { port: portOf(first), listeners: again ? [first, again] : [first], notices: [] };
  }
  const before = kept === undefined ? undefined : await ifFree(tryPort(kept));
  const only =
    before ??
    (await tryPort(0).catch((error: unknown) => {
      throw explain(error, host, 0);
    }));
  const notices =
    kept === undefined || before
      ? []
      : [
          `Port ${kept}, where it was served before, is taken: pages that were left open there need the new link.`,
        ];
  return { port: portOf(only), listeners: [only], notices };
}

/** The port that a server listens on. */
export function portOf(listener: ServerType): number {
  return (listener.address() as AddressInfo).port;
}

/** Ends a server, and the connections that pages keep open for events. */
export function closeListener(listener: ServerType): Promise<void> {
  return new Promise((done) => {
    listener.close(() => done());
    if ('closeAllConnections' in listener) listener.closeAllConnections();
  });
}

function listen(fetch: Fetch, hostname: string, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const listener = serve({ fetch, hostname, port }, () => resolve(listener));
    listener.once('error', reject);
  });
}

/** The server, or undefined where its port is another's. */
async function ifFree(starting: Promise<ServerType>): Promise<ServerType | undefined> {
  try {
    return await starting;
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE' || code === 'EACCES';
}

function explain(cause: unknown, host: string, port: number): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new AppError('invalid-input', `Port ${port} is taken. Give another with --port, or none.`, {
      cause,
    });
  if (code === 'EACCES')
    return new AppError(
      'invalid-input',
      `This user may not listen on port ${port}. Give one from 1024 with --port.`,
      { cause },
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL')
    return new AppError(
      'invalid-input',
      `${host} is no address of this machine. Give one that is, with --host.`,
      { cause },
    );
  return cause;
}
