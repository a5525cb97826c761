import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

async function onSamples(): Promise<TestDesk> {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  test.app.summary = { ...test.app.summary!, samples: test.desk.project.summary!.root };
  return test;
}

it('follows what is done, and is over with the first acceptance for good', async () => {
  const test = await onSamples();
  const { guide, thresholds } = test.desk;
  expect(guide.step).toBe('look');
  guide.next();
  expect(guide.step).toBe('threshold');
  thresholds.set(test.image, 1, 0.4);
  expect(guide.step).toBe('stroke');
  await test.key('B').click(3, 3).settled();
  expect([guide.step, guide.number]).toEqual(['accept', 4]);
  await test.key('Enter').settled();
  expect([guide.step, test.app.preferences.settings.guide]).toEqual([undefined, false]);
});

it('is passed by whoever goes ahead, and left at once by whoever leaves it', async () => {
  const test = await onSamples();
  const { guide } = test.desk;
  await test.key('B').click(3, 3).settled();
  expect(guide.step).toBe('accept');
  guide.leave();
  expect(guide.step).toBe(undefined);
});

it('is for the samples alone', async () => {
  const test = await TestDesk.open();
  expect(test.desk.guide.step).toBe(undefined);
});
