import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { areaShares } from './areaShares.ts';

it('tells what each label takes, and what of a proposal is painted over, whatever its threshold', async () => {
  const test = await TestDesk.open();
  test.key('B').key('2');
  test.desk.painting.setRadius(0.5);
  await test.drag([0, 0], [2, 0]).settled();
  const { labels, painted } = areaShares(test.image.layer, test.image.sampler(0));
  const pixels = (share: number | undefined): number => Math.round((share ?? 0) * 12 * 8);
  expect([0, 1, 2].map((label) => pixels(labels.get(label)))).toEqual([48, 45, 3]);
  expect([1, 2].map((label) => pixels(painted.get(label)))).toEqual([3, 0]);
});
