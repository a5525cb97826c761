import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { TestDesk } from '../../../../testing/TestDesk.ts';

/** A desk whose page of statistics is open, and has been counted. */
async function opened(): Promise<TestDesk> {
  const test = await TestDesk.open('plain.png', 'plain.jpg', 'grey.jpg');
  test.key('Enter');
  await test.settled();
  await test.desk.review.open();
  await test.desk.review.stats.open();
  await counted(test);
  return test;
}
const counted = (test: TestDesk): Promise<void> =>
  expect.poll(() => test.desk.review.stats.found?.uncounted).toBe(0);

it('the page has statistics and a plan, and asks again once label maps are counted', async () => {
  const { stats } = (await opened()).desk.review;
  expect(stats.found).toMatchObject({ images: 3, kept: { images: 1, unchanged: 1 } });
  expect(stats.found!.classes[0]).toMatchObject({ name: 'cat', shown: 3, area: 3 * 48 });
  expect(stats.plan).toMatchObject({
    left: 2,
    isDone: false,
    strata: [{ images: 3, looked: 1, risk: null }],
  });
  expect(stats.left).toBe(0);
});

it('what was changed since is counted again when the page is opened again', async () => {
  const test = await opened();
  const { stats } = test.desk.review;
  stats.close();
  test.desk.review.close();
  await test.app.api.call('image.setThreshold', { id: test.image.id, label: 1, threshold: 1 });
  await stats.open();
  await expect.poll(() => stats.found?.classes[0]?.area).toBeLessThan(3 * 48);
});

it('another goal makes another plan, and what is none changes nothing', async () => {
  const { stats } = (await opened()).desk.review;
  await stats.setGoal({ below: 0.99 });
  expect(stats.plan).toMatchObject({ below: 0.99, isDone: true });
  await stats.setGoal({ below: 2 });
  expect(stats.goal.below).toBe(0.99);
});

it('tables are given as one archive, and all of it as one page', async () => {
  const test = await opened();
  const { stats } = test.desk.review;
  await stats.download('csv');
  await stats.download('html');
  const [zip, html] = test.line.downloads;
  expect([zip!.name, html!.name]).toEqual(['test-statistics.zip', 'test-statistics.html']);
  const files = unzipSync(zip!.bytes);
  expect(strFromU8(files['images.csv']!).split('\n')).toHaveLength(5);
  expect(Object.keys(files)).toContain('plan.csv');
  expect(strFromU8(html!.bytes)).toContain('What is still to be looked at');
});

it('keys of the gallery do nothing there, and Escape goes back to it', async () => {
  const test = await opened();
  const { review } = test.desk;
  test.key('Backspace').key('Enter');
  await test.settled();
  expect(test.desk.images.all.filter(({ state }) => state !== 'proposed')).toHaveLength(1);
  test.key('Escape');
  expect([review.stats.isOpen, review.isOpen]).toEqual([false, true]);
});
