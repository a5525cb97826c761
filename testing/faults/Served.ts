import { randomUUID } from 'node:crypto';
import type { ImageSummary } from '../../src/shared/contract/imageRoutes.ts';
import type { Result } from '../../src/shared/contract/result.ts';
import type { RunningCommand } from '../runCamweave.ts';
import { startCamweaveWith } from '../runCamweave.ts';

const TOKEN = 'a-token-of-the-faults';

/** `camweave serve` on a project, to be killed and started again, and a page of it without a browser. */
export class Served {
  private readonly project: string;
  private readonly home: string;
  private running: RunningCommand | undefined;
  private origin = '';
  private cookie = '';

  /** @param home folder of its settings */
  constructor(project: string, home: string) {
    this.project = project;
    this.home = home;
  }

  get pid(): number {
    return this.running!.child.pid!;
  }

  async start(): Promise<void> {
    const running = startCamweaveWith({ CAMWEAVE_HOME: this.home }, 'serve', this.project, '--token', TOKEN);
    this.running = running;
    const link = await new Promise<string>((resolve, reject) => {
      running.child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      void running.outcome.then(({ stderr }) => reject(new Error(stderr)));
    });
    this.origin = new URL(link).origin;
    const opened = await fetch(link, { redirect: 'manual' });
    this.cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
  }

  /** As the power goes, or a person ends a task. */
  async kill(): Promise<void> {
    this.running?.child.kill('SIGKILL');
    await this.running?.outcome;
    this.running = undefined;
  }

  async stop(): Promise<void> {
    this.running?.child.kill('SIGINT');
    await this.running?.outcome;
    this.running = undefined;
  }

  /** The answer to a call; undefined where the server was gone before it answered. */
  async ask<T>(route: string, input: unknown = {}, number: string = randomUUID()): Promise<T | undefined> {
    const response = await fetch(`${this.origin}/api/${route}`, {
      method: 'POST',
      headers: { cookie: this.cookie, 'x-camweave-call': number },
      body: JSON.stringify(input),
    }).catch(() => undefined);
    const result = (await response?.json().catch(() => undefined)) as Result | undefined;
    if (result === undefined) return undefined;
    if (!result.ok) throw new Error(`${route}: ${result.error.code}: ${result.error.message}`);
    return result.value as T;
  }

  images(): Promise<ImageSummary[] | undefined> {
    return this.ask<ImageSummary[]>('image.list');
  }
}
