import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startCamweaveWith } from './runCamweave.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Longer than a server takes to end, and shorter than pages wait between signs of life. */
const PATIENCE_MS = 10_000;

// Nothing on Windows sends another process what Ctrl-C does.
it.skipIf(process.platform === 'win32')(
  'Ctrl-C ends `camweave serve` at once, though a page listens',
  async () => {
    const home = join(temporaryFolder(), 'home');
    const { child, outcome } = startCamweaveWith({ CAMWEAVE_HOME: home }, 'serve', '--port', '0');
    const link = await new Promise<string>((resolve) => {
      child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    });
    const opened = await fetch(link, { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
    const events = await fetch(new URL('/events', link), { headers: { cookie } });
    const { value } = await events.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toContain('"hello"');

    child.kill('SIGINT');
    const ended = await Promise.race([outcome, setTimeout(PATIENCE_MS, undefined)]);
    child.kill('SIGKILL');
    expect(ended).toMatchObject({ code: 0 });
  },
);
