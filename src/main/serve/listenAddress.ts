import { createServer } from 'node:net';
import { AppError } from '../../shared/errors/AppError.ts';

/**
 * The address to listen on for one that a person gave: `[::1]`, as links have it, is `::1`.
 *
 * @throws AppError `invalid-input` for an address or a name that is none of this machine's
 */
export async function listenAddress(given: string): Promise<string> {
  const address = /^\[(.*)\]$/.exec(given)?.[1] ?? given;
  // Without a name, a server would listen on all addresses.
  if (address.trim() === '') throw noAddress(given);
  const server = createServer();
  try {
    await new Promise<void>((listening, reject) => {
      server.once('error', reject);
      server.listen(0, address, listening);
    });
    return address;
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (code === undefined || (syscall !== 'listen' && syscall !== 'getaddrinfo')) throw cause;
    throw noAddress(given, cause);
  } finally {
    server.close();
  }
}

function noAddress(given: string, cause?: unknown): AppError {
  return new AppError(
    'invalid-input',
    `"${given}" is no address of this machine. Give one that is with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.`,
    { cause },
  );
}
