import { expect, it } from 'vitest';
import { readIndexMask } from '../../main/image/mask/readIndexMask.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';

const CAT = 1;

/** A desk that follows edges, its first image refined; the scores alone would put the boundary elsewhere. */
async function open(...files: string[]): Promise<TestDesk> {
  const made = await TestDesk.open(...files);
  const { file } = made.application.projects.current;
  for (const { id } of made.desk.images.all)
    file.scores.put(id, { ...file.scores.get(id)!, values: Float16Array.from([0.62, 0.45, 0.62, 0.45]) });
  const test = await made.reloaded();
  const raw = test.labels.data;
  await test.desk.edges.follow(true);
  await test.settled();
  expect([...refined(test)!]).not.toEqual([...raw]);
  return test;
}

const refined = ({ image, desk }: TestDesk): Uint8Array | undefined =>
  image.refinedNow(desk.project.voidHalfWidth);

/** What is accepted, as the project file has it. */
function accepted({ application }: TestDesk, id: number): Uint8Array {
  const { labels } = application.projects.current.file;
  return readIndexMask(labels.get(id)!.png, 'accepted').data;
}

it('a proposal along edges is shown, and is what is accepted, whatever is painted over it', async () => {
  const test = await open();
  expect(refined(test)).toHaveLength(12 * 8);
  await test.key('2').click(11, 0).settled();
  const { id } = test.image;
  const shown = test.labels.data;
  await test.key('Enter').settled();
  expect([...accepted(test, id)]).toEqual([...shown]);
  expect(shown[11]).toBe(2);
});

it('while a threshold moves the scores alone are shown, and once it rests what follows edges', async () => {
  const test = await open();
  test.desk.thresholds.set(test.image, CAT, 0.2);
  expect(refined(test)).toBe(undefined);
  expect(test.desk.edges.pending).toBe(true);
  await test.settled();
  expect(refined(test)).toHaveLength(12 * 8);
  // Another threshold at once, by key.
  test.desk.thresholds.set(test.image, CAT, 0.3);
  await test.desk.edges.refine();
  expect(refined(test)).toHaveLength(12 * 8);
});

it('an image that is accepted right after a drag is accepted as it is along edges at that threshold', async () => {
  const test = await open('plain.jpg', 'plain.png');
  const { id } = test.image;
  test.desk.thresholds.set(test.image, CAT, 0.05);
  await test.key('Enter').settled();
  expect(new Set(accepted(test, id))).toEqual(new Set([CAT]));
});

it('what came for a threshold that has been moved on is not shown', async () => {
  const test = await open();
  const { api } = test.app;
  const call = api.call.bind(api);
  test.desk.thresholds.set(test.image, CAT, 0.2);
  await test.desk.thresholds.save();
  api.call = async (...asked) => {
    const answer = await call(...asked);
    test.desk.thresholds.set(test.image, CAT, 0.3);
    api.call = call;
    return answer;
  };
  await test.desk.edges.refine();
  expect(refined(test)).toBe(undefined);
  await test.settled();
  expect(refined(test)).toHaveLength(12 * 8);
});

it('an image that was refined before has it when it is opened', async () => {
  const test = await open('plain.jpg', 'plain.png');
  await test.key('D').settled();
  await test.key('A').settled();
  const again = await test.reloaded();
  expect(refined(again)).toHaveLength(12 * 8);
});

it('following edges is switched off and on, and taken back on the image where it was', async () => {
  const test = await open();
  await test.desk.edges.follow(false);
  expect([test.desk.project.edges, refined(test)]).toEqual([false, undefined]);
  expect(test.row(0)).toMatchMask('111111100000');
  await test.key('Ctrl+Z').settled();
  expect(test.desk.project.edges).toBe(true);
  expect(refined(test)).toHaveLength(12 * 8);
});

it('thresholds of a class are guessed for each image until a person gives one for all, and again when that is chosen', async () => {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  const { file } = test.application.projects.current;
  for (const [i, { id }] of test.desk.images.all.entries())
    file.scores.put(id, { ...file.scores.get(id)!, guesses: [0.6 + i / 10] });
  const here = await test.reloaded();
  const { thresholds } = here.desk;
  expect(here.image.thresholds[CAT]).toBe(0.6);
  thresholds.set(here.image, CAT, 0.3);
  await thresholds.share(here.image);
  await here.key('D').settled();
  expect(here.image.thresholds[CAT]).toBe(0.3);
  await here.key('A').settled();
  thresholds.set(here.image, CAT, 0.4);
  expect(await thresholds.preview({ [CAT]: null })).toMatchObject({ total: 1, images: 1 });
  await thresholds.share(here.image, 'guessed');
  expect(here.image.thresholds[CAT]).toBe(0.6);
  await here.key('D').settled();
  expect(here.image.thresholds[CAT]).toBeCloseTo(0.7);
  await here.key('A').settled();
  await here.key('Ctrl+Z').settled();
  expect([here.image.thresholds[CAT], here.desk.project.classes[0]!.guessed]).toEqual([0.4, false]);
  // Guesses can be had where this image has no threshold of its own, too.
  await here.key('D').settled();
  expect(here.image.thresholds[CAT]).toBe(0.3);
  await thresholds.share(here.image, 'guessed');
  expect(here.image.thresholds[CAT]).toBeCloseTo(0.7);
  await here.key('Ctrl+Z').settled();
  expect(here.image.thresholds[CAT]).toBe(0.3);
});

it('where nobody answers it is asked again, and nothing is accepted that was not shown', async () => {
  const test = await open('plain.jpg', 'plain.png');
  const { id } = test.image;
  test.desk.thresholds.set(test.image, CAT, 0.4);
  test.line.losing = 'request';
  await test.desk.edges.refine();
  test.line.losing = undefined;
  expect(refined(test)).toBe(undefined);
  await test.key('Enter').settled();
  const shown = await test.reloaded();
  await shown.desk.queue.open(id);
  expect([...accepted(shown, id)]).toEqual([...shown.labels.data]);
});
