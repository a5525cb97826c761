import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { corrected } from '../../src/main/review/clicks/playClicks.ts';
import { messages } from '../../src/renderer/messages/messages.ts';
import type { Point } from '../../src/renderer/editor/View.ts';
import type { ClickAnswer } from '../../src/shared/contract/clickRoutes.ts';
import { BACKGROUND } from '../../src/shared/labels/labelCodes.ts';
import type { LabelMap } from './oracle.ts';
import type { Paper } from './play.ts';
import type { InHand, Work } from './Work.ts';
import { toTake } from './Work.ts';

const KEYS = { brush: 'b', smart: 'Shift+B', polygon: 'p', click: 's' } as const;

/** An image that is open on the desk, labelled with real pointer and key events. */
export class DeskPaper implements Paper {
  private readonly page: Page;
  private readonly names: ReadonlyMap<number, string>;
  /** What is kept of the image, with its proposal. */
  private readonly kept: () => Promise<LabelMap>;
  /** Clicks under way, which are shown and not kept: what was there before, and what each has made of it. */
  private under: { label: number; before: LabelMap; after: Uint8Array[] } | undefined;

  constructor(page: Page, names: ReadonlyMap<number, string>, kept: () => Promise<LabelMap>) {
    this.page = page;
    this.names = names;
    this.kept = kept;
  }

  async labels(): Promise<LabelMap> {
    const { under } = this;
    return under ? { ...under.before, data: under.after.at(-1)! } : this.kept();
  }

  async do(work: Work, hand: InHand): Promise<void> {
    const { page } = this;
    const take = toTake(work, hand);
    if (take.tool) await this.leaving(() => page.keyboard.press(KEYS[work.tool]));
    if (work.tool === 'smart')
      await page.getByText(messages.readingPhotograph).waitFor({ state: 'detached', timeout: 60_000 });
    if (take.label) {
      const name = page.locator('aside .row .name', { hasText: this.names.get(work.label)! });
      await this.leaving(() => name.first().click());
    }
    if (work.tool === 'click') return this.click(work.label, work.at, work.positive);
    if (work.tool === 'polygon') {
      for (const corner of work.corners) {
        const { x, y } = await this.onPage(corner);
        await page.mouse.click(x, y);
        await page.waitForTimeout(30);
      }
      await page.keyboard.press('Enter');
    } else {
      if (take.radius) await this.setRadius(work.way[0]!, work.radius, hand.radius);
      const points = await Promise.all(work.way.map((point) => this.onPage(point)));
      const button = work.label === BACKGROUND ? 'right' : 'left';
      await page.mouse.move(points[0]!.x, points[0]!.y);
      await page.mouse.down({ button });
      for (const { x, y } of points.slice(1)) await page.mouse.move(x, y);
      await page.mouse.up({ button });
    }
    await page.waitForTimeout(150);
  }

  async takeBack(): Promise<void> {
    await this.page.keyboard.press('Backspace');
    this.under?.after.pop();
    if (this.under?.after.length === 0) this.under = undefined;
  }

  /** Keeps clicks that are under way. */
  async keep(): Promise<void> {
    if (this.under) await this.leaving(() => this.page.keyboard.press('Enter'));
  }

  /** Does something that keeps clicks under way, and sees that what is kept is what was shown. */
  private async leaving(work: () => Promise<void>): Promise<void> {
    const shown = this.under && (await this.labels());
    await work();
    this.under = undefined;
    if (!shown) return;
    await this.page.waitForTimeout(300);
    const { data } = await this.kept();
    const differing = data.reduce((sum, label, i) => sum + Number(label !== shown.data[i]), 0);
    if (differing > 0) throw new Error(`${differing} pixels of the clicks were not kept as they were shown.`);
  }

  private async click(label: number, point: Point, positive: boolean): Promise<void> {
    const { page } = this;
    this.under ??= { label, before: await this.kept(), after: [] };
    const { before, after } = this.under;
    const { x, y } = await this.onPage(point);
    const [response] = await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/api/click.correct'), { timeout: 60_000 }),
      page.mouse.click(x, y, { button: positive ? 'left' : 'right' }),
    ]);
    const result = (await response.json()) as { ok: boolean; value: ClickAnswer; error: unknown };
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await page.locator('g.click.waiting').first().waitFor({ state: 'detached' });
    const { width, height, others, candidates } = result.value;
    const unpacked = (text: string): Uint8Array =>
      new Uint8Array(inflateRawSync(Buffer.from(text, 'base64')));
    after.push(
      corrected(before.data, label, before, {
        ...{ width, height, others: unpacked(others), changed: unpacked(candidates[0]!.changed) },
        after: new Int8Array(unpacked(candidates[0]!.after).buffer),
      }),
    );
  }

  /** Drags sideways with Alt, which makes the brush larger or smaller by as much. */
  private async setRadius(from: Point, radius: number, before: number): Promise<void> {
    const { page } = this;
    const { x, y } = await this.onPage(from);
    const { x: edge } = await this.onPage({ x: from.x + radius - before, y: from.y });
    await page.keyboard.down('Alt');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(edge, y, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
  }

  private async onPage({ x, y }: Point): Promise<Point> {
    const canvas = this.page.locator('canvas');
    const [left, top, scale] = (await canvas.getAttribute('data-view'))!.split(' ').map(Number) as [
      number,
      number,
      number,
    ];
    const box = (await canvas.boundingBox())!;
    return { x: box.x + (x - left) * scale, y: box.y + (y - top) * scale };
  }
}
