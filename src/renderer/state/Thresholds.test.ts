import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/AppError.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';

const stored = ({ application, image }: TestDesk): Record<number, number> =>
  application.projects.current.file.images.get(image.id)!.thresholds;

describe('a threshold', () => {
  it('moves the labels at once and is saved a moment later', async () => {
    const test = await TestDesk.open();
    test.desk.thresholds.set(test.image, 1, 0.05);
    expect(test.row(0)).toMatchMask('111111111111');
    expect(stored(test)).toEqual({});
    await test.desk.thresholds.save();
    expect(stored(test)).toEqual({ 1: 0.05 });
  });

  it('is saved before another image is opened, and there when it is opened again', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    test.desk.thresholds.set(test.image, 1, 0.9);
    await test.key('D').settled();
    expect(test.image.thresholds[1]).toBe(0.5);
    await test.key('A').settled();
    expect(test.image.thresholds[1]).toBe(0.9);
  });

  it('is what is accepted', async () => {
    const test = await TestDesk.open();
    test.desk.thresholds.set(test.image, 1, 0.05);
    await test.key('Enter').settled();
    expect(test.image.frozen).toBe(true);
    expect(test.row(7)).toMatchMask('111111111111');
  });

  it('of a decided image stays', async () => {
    const test = await TestDesk.open();
    await test.key('Enter').settled();
    test.desk.thresholds.set(test.image, 1, 0.05);
    expect(test.row(0)).toMatchMask('111111000000');
    await test.settled();
    expect(stored(test)).toEqual({});
  });

  it('goes back to the project\u2019s, or becomes it', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    test.desk.thresholds.set(test.image, 1, 0.9);
    await test.desk.thresholds.clear(test.image);
    expect([test.image.thresholds[1], stored(test)]).toEqual([0.5, {}]);
    test.desk.thresholds.set(test.image, 1, 0.05);
    await test.desk.thresholds.share(test.image);
    expect([test.desk.project.classes[0]!.threshold, stored(test)]).toEqual([0.05, {}]);
    await test.key('D').settled();
    expect(test.image.thresholds[1]).toBe(0.05);
  });
});

it('thresholds of two images are saved each to its own, whichever came first and whatever failed', async () => {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  const { file } = test.application.projects.current;
  const [a, b] = test.desk.images.all.map(({ id }) => id) as [number, number];
  const first = test.image;
  await test.desk.queue.open(b);
  const setThresholds = file.images.setThresholds.bind(file.images);
  file.images.setThresholds = (id, values) => {
    if (id === a) throw new AppError('disk-full', 'no room');
    setThresholds(id, values);
  };
  test.desk.thresholds.set(first, 1, 0.11);
  test.desk.thresholds.set(test.image, 1, 0.22);
  await expect(test.desk.thresholds.save()).rejects.toThrow('no room');
  file.images.setThresholds = setThresholds;
  test.desk.thresholds.set(test.image, 1, 0.33);
  await test.desk.thresholds.save();
  expect([a, b].map((id) => file.images.get(id)!.thresholds)).toEqual([{ 1: 0.11 }, { 1: 0.33 }]);
});

it('the void half-width parts class and background', async () => {
  const test = await TestDesk.open();
  test.desk.thresholds.set(test.image, 1, 0.55);
  test.desk.thresholds.setVoidHalfWidth(test.image, 0.3);
  expect(test.row(0)).toMatchMask('1111vvvv0000');
});

describe('before thresholds become those of all images', () => {
  it('it is said how many change, and how much of them', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png', 'grey.jpg', 'palette.png');
    const { thresholds, images } = test.desk;
    const [, second, third] = images.all.map(({ id }) => id);
    // One is decided, and one has a threshold of its own.
    await test.desk.queue.open(second!);
    await test.key('Enter').settled();
    thresholds.set(test.image, 1, 0.3);
    expect(test.image.id).toBe(third);
    await test.settled();
    expect(await thresholds.preview({ 1: 0.05 })).toEqual({ images: 2, total: 2, changed: 2, share: 0.5 });
    expect(await thresholds.preview({ 1: 0.6 })).toEqual({ images: 2, total: 2, changed: 0, share: 0 });
  });
});

it('a threshold that is moved while a proposal is on its way stays where it was moved to', async () => {
  const test = await TestDesk.open();
  const refreshed = test.image.refresh();
  test.desk.thresholds.set(test.image, 1, 0.05);
  await refreshed;
  expect(test.image.thresholds[1]).toBe(0.05);
  await test.settled();
  expect(stored(test)).toEqual({ 1: 0.05 });
});

it('one threshold that can never be saved keeps nobody from anything else', async () => {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  test.desk.thresholds.set(test.image, 1, 0.9);
  await test.desk.thresholds.save();
  const first = test.image.id;
  await test.key('D').settled();
  await test.desk.classes.remove(1, 0);
  await test.desk.queue.open(first);
  await test.key('Ctrl+Z').settled();
  await test.key('D').settled();
  expect(test.image.id).not.toBe(first);
  expect(test.desk.thresholds.unsaved).toBe(0);
});
