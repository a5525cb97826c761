import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { camweave, startCamweave } from '../testing/runCamweave.ts';
import { shared } from '../testing/sharedData.ts';

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why the tests in a browser cannot run here, if they cannot. */
export const missing = !shared.present
  ? 'no reference models and photographs (CAMWEAVE_SHARED)'
  : !existsSync(chromium)
    ? `no Chromium at ${chromium} (install chromium, or name one in CHROMIUM)`
    : undefined;

/** A project with a few real photographs, proposed with the reference models, and the command that serves it. */
export class ServedProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'camweave-e2e-'));
  readonly project = join(this.folder, 'voc.camweave');
  private server: ReturnType<typeof startCamweave> | undefined;
  link = '';

  async propose(count: number): Promise<void> {
    const pack = join(this.folder, 'pack');
    const models = [
      '--cnn',
      shared.cnnVoc,
      '--vit',
      shared.vit,
      '--classes',
      'voc',
      '--mean',
      '0.5',
      '--std',
      '0.5',
    ];
    await expectDone('pack', 'create', ...models, '--out', pack);
    const fast = ['--scales', '1', '--no-flip', '--provider', 'cpu', '--limit', String(count)];
    await expectDone('propose', shared.vocdevkit, '--pack', pack, '--project', this.project, ...fast);
  }

  async start(): Promise<void> {
    const server = startCamweave('serve', this.project);
    this.server = server;
    this.link = await new Promise<string>((resolve, reject) => {
      server.child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      void server.outcome.then(({ stderr }) => reject(new Error(stderr)));
    });
  }

  async stop(): Promise<void> {
    this.server?.child.kill('SIGINT');
    await this.server?.outcome;
  }

  /** Exports with the server stopped, and returns the folder of the masks. */
  async export(...options: string[]): Promise<string> {
    const out = join(this.folder, 'out');
    await expectDone('export', this.project, '--out', out, '--force', ...options);
    return join(out, 'VOCdevkit', 'VOC2012', 'SegmentationClass');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function expectDone(...args: string[]): Promise<void> {
  const { code, stderr } = await camweave(...args);
  if (code !== 0) throw new Error(stderr);
}
