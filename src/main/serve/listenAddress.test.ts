import { describe, expect, it } from 'vitest';
import { listenAddress } from './listenAddress.ts';

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
    ['[127.0.0.1]', '127.0.0.1'],
  ])('%s is %s', async (given, address) => {
    expect(await listenAddress(given)).toBe(address);
  });

  it('in brackets is taken without them, or refused in words where the machine has no IPv6', async () => {
    const address = await listenAddress('[::1]').catch((error: Error) => error.message);
    expect(['::1', expect.stringContaining('"[::1]" is no address of this machine')]).toContainEqual(address);
  });

  it.each(['', ' ', '[]', 'nosuch.invalid', '10.99.99.99', 'bad name', '127.0.0.1:80'])(
    '"%s" is none of this machine, and refused in words',
    async (given) => {
      await expect(listenAddress(given)).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining('is no address of this machine. Give one that is with --host'),
      });
    },
  );
});
