import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Camweave } from './Camweave.ts';

const SERIOUS = ['serious', 'critical'];

/**
 * No fault that axe finds, in both looks. Where a dialog is open, nothing behind it can be reached or is looked at.
 *
 * @param least `any` counts lesser faults too
 */
export async function expectAccessible(
  page: Page,
  { inWindow }: Camweave,
  least: 'serious' | 'any' = 'serious',
): Promise<void> {
  const hasDialog = (await page.locator('dialog[open]').count()) > 0;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-theme="${colorScheme}"]`)).toHaveCount(1);
    const axe = new AxeBuilder({ page }).setLegacyMode(inWindow);
    if (hasDialog) axe.include('dialog[open]');
    const { violations } = await axe.analyze();
    const counted = violations.filter(({ impact }) => least === 'any' || SERIOUS.includes(impact ?? ''));
    const found = counted.map(({ id, nodes }) => [
      id,
      nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3),
    ]);
    expect(found, colorScheme).toEqual([]);
  }
}
