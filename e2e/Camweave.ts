import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, ElectronApplication, Page } from '@playwright/test';
import { _electron, chromium, test } from '@playwright/test';
import type { RunningCommand } from '../testing/runCamweave.ts';
import { camweave, startCamweaveWith } from '../testing/runCamweave.ts';
import { shared } from '../testing/sharedData.ts';
import { electronBinary } from './electronBinary.ts';

const root = join(import.meta.dirname, '..');
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
/** The browser that is named, else the system's, else the one that `npx playwright install chromium` fetches. */
const browserFile =
  process.env['CHROMIUM'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : chromium.executablePath());
/** Without a GPU, WebGL runs on the processor. There is no such driver for a Mac, and no Mac without a GPU. */
const SOFTWARE_WEBGL =
  process.platform === 'darwin'
    ? []
    : [
        ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
        // That driver is for WebGL alone; the page around it is drawn on the processor in the straight way, at a fifth of the cost.
        ...['--disable-gpu-rasterization', '--disable-gpu-compositing'],
      ];
const NORMALISATION = ['--mean', '0.5', '--std', '0.5'];
/** Fixed, so that a page finds a server again that was started anew. */
const TOKEN = 'token-of-the-tests';

/** Why no browser can be driven here, if none can. */
const noBrowser = existsSync(browserFile)
  ? undefined
  : `no Chromium at ${browserFile} (npx playwright install chromium, or name one in CHROMIUM)`;

/** The photographs and the pack that come with Camweave: what specs run on wherever they run. */
export const SAMPLES = join(root, 'resources', 'samples');
const BUNDLED_PACK = join(root, 'resources', 'packs', 'default');

/** Skips the tests of a file where they are to run in a browser and there is none. To be called in beforeAll. */
export function expectBrowser(): void {
  test.skip(test.info().project.name === 'serve' && noBrowser !== undefined, noBrowser);
}

/**
 * Camweave under test: the same application in its window (project `electron`), or through `camweave serve` in a
 * browser (project `serve`), each with a folder and settings of its own.
 */
export class Camweave {
  readonly folder = mkdtempSync(join(tmpdir(), 'camweave-e2e-'));
  readonly pack = join(this.folder, 'pack');
  /** A place for photographs that a test changes. */
  readonly photographs = join(this.folder, 'photographs');
  readonly project = join(this.folder, 'e2e.camweave');
  /** Where it keeps its settings, and projects of the samples. */
  readonly home = join(this.folder, 'home');
  readonly inWindow = test.info().project.name === 'electron';
  private readonly environment = { CAMWEAVE_HOME: this.home, ORT_DISABLE_TELEMETRY: '1' };
  private server: RunningCommand | undefined;
  private browser: Browser | undefined;
  private context: BrowserContext | undefined;
  private window: ElectronApplication | undefined;
  /** Of the server: where it was last, or any free one; and the token of its link. */
  port = 0;
  token = TOKEN;
  link = '';

  /** Makes a pack of the reference models. */
  async makeReferencePack(): Promise<void> {
    const models = ['--cnn', shared.cnnVoc, '--vit', shared.vit, '--classes', 'voc', ...NORMALISATION];
    await expectDone('pack', 'create', ...models, '--out', this.pack);
  }

  /**
   * A project of the samples, the first few of them proposed at one scale; the first shows a person.
   *
   * @param photographs a folder that they are copied to first
   */
  async makeProject(proposed: number, photographs = SAMPLES): Promise<void> {
    if (photographs !== SAMPLES) {
      cpSync(SAMPLES, photographs, { recursive: true });
      return propose(photographs, proposed, this.project);
    }
    let made = ofSamples.get(proposed);
    if (made === undefined) {
      const folder = mkdtempSync(join(tmpdir(), 'camweave-e2e-'));
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
      made = join(folder, 'e2e.camweave');
      await propose(SAMPLES, proposed, made);
      ofSamples.set(proposed, made);
    }
    cpSync(made, this.project);
  }

  /** @param args a project file, or nothing for the start page; in the window also switches of Chromium */
  async start(...args: string[]): Promise<void> {
    if (this.inWindow) {
      this.window = await _electron.launch({
        executablePath: electronBinary()!,
        args: ['--no-sandbox', root, ...args],
        env: this.windowEnvironment,
      });
      return;
    }
    const fixed = ['--port', String(this.port), '--token', this.token, '--export-root', this.folder];
    const server = startCamweaveWith(this.environment, 'serve', ...args, ...fixed);
    this.server = server;
    this.link = await new Promise<string>((resolve, reject) => {
      server.child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      void server.outcome.then(({ stderr }) => reject(new Error(stderr)));
    });
    this.port = Number(new URL(this.link).port);
  }

  /** Starts the window's application once more beside the one that runs, and waits until that has ended. */
  async startAgain(folder: string, ...args: string[]): Promise<void> {
    const again = spawn(electronBinary()!, ['--no-sandbox', root, ...args], {
      ...{ cwd: folder, env: this.windowEnvironment, stdio: 'ignore' },
    });
    await once(again, 'exit');
  }

  private get windowEnvironment(): Record<string, string> {
    return { ...(process.env as Record<string, string>), ...this.environment };
  }

  /** The window's page, or a new one in the browser. */
  async open(): Promise<Page> {
    if (this.window) return this.window.firstWindow();
    this.browser ??= await chromium.launch({
      executablePath: browserFile,
      // As root there is no sandbox; and nothing calls home.
      args: [
        ...[
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
        ...SOFTWARE_WEBGL,
      ],
    });
    // Without a GPU, whatever moves keeps a processor busy that others need.
    this.context ??= await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await this.context.newPage();
    await page.goto(this.link);
    return page;
  }

  /** Ends the application; pages in the browser stay open. */
  async stop(how: NodeJS.Signals = 'SIGINT'): Promise<void> {
    await this.window?.close();
    this.window = undefined;
    this.server?.child.kill(how);
    await this.server?.outcome;
    this.server = undefined;
  }

  /** The application in its window. */
  get electron(): ElectronApplication {
    return this.window!;
  }

  /** The process id of the server, in whose care the inference child is. */
  get pid(): number {
    return this.server!.child.pid!;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.browser?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Projects of the samples as they are, by how many are proposed: what takes seconds is done once for all files of a worker. */
const ofSamples = new Map<number, string>();

async function propose(photographs: string, count: number, project: string): Promise<void> {
  const fast = ['--scales', '1', '--no-flip', '--provider', 'cpu', '--limit', String(count)];
  await expectDone('propose', photographs, '--pack', BUNDLED_PACK, '--project', project, ...fast);
}

async function expectDone(...args: string[]): Promise<void> {
  const { code, stderr } = await camweave(...args);
  if (code !== 0) throw new Error(stderr);
}
