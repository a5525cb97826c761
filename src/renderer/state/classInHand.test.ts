import { describe, expect, it } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';

/** Classes cat (1) and dog (2); the first image shows cats, the others what is said. */
async function open(...tags: (number[] | null)[]): Promise<TestDesk> {
  const test = await TestDesk.open('grey.jpg', 'palette.png', 'plain.jpg');
  const { images } = test.application.projects.current.file;
  test.desk.images.all.forEach(({ id }, at) => {
    const labels = tags[at];
    if (labels !== undefined) images.setTags(id, labels, 'person');
  });
  await test.desk.load();
  await test.desk.queue.open(test.desk.images.all[0]!.id);
  test.desk.painting.setRadius(0.5);
  return test.settled();
}

describe('the class in hand', () => {
  it('is one that the image shows, whatever the image before did', async () => {
    const test = await open([1], [2]);
    expect(test.desk.painting.label).toBe(1);
    await test.key('D').settled();
    expect(test.desk.painting.label).toBe(2);
    await test.key('B').click(0, 0).settled();
    expect(test.row(0).data[0]).toBe(2);
  });

  it('is the one with the largest proposal where there are several, or the one painted last where it is there too', async () => {
    const test = await open([1], [1, 2], [2, 1]);
    await test.key('D').settled();
    expect(test.desk.painting.label).toBe(1);
    await test.key('2').key('D').settled();
    expect(test.desk.painting.label).toBe(2);
  });

  it('is a class again on the next image after background or void was painted', async () => {
    const test = await open([1], [2]);
    await test.key('V').key('D').settled();
    expect(test.desk.painting.label).toBe(2);
  });

  it('stays when the image that is open is opened again', async () => {
    const test = await open([1]);
    test.key('2');
    await test.desk.current.openAgain();
    expect(test.desk.painting.label).toBe(2);
  });

  it('has the same key in every image', async () => {
    const test = await open([1], [2]);
    await test.key('D').settled();
    test.key('1');
    expect(test.desk.painting.label).toBe(1);
  });
});

describe('painting a class that an image is not tagged with', () => {
  it('tags it, says so, and leaves the proposal as it is', async () => {
    const test = await open([1]);
    await test.key('2').click(11, 0).settled();
    expect(test.image.detail.tags).toEqual([1, 2]);
    expect(test.app.notices.notice).toContain('dog is a tag of this image now');
    expect(test.row(7)).toMatchMask('111111000000');
  });

  it('is taken back with its tag, and done again with it', async () => {
    const test = await open([1]);
    await test.key('2').click(11, 0).settled();
    await test.key('Ctrl+Z').settled();
    expect([test.image.detail.tags, test.row(0).data[11]]).toEqual([[1], 0]);
    await test.key('Ctrl+Shift+Z').settled();
    expect([test.image.detail.tags, test.row(0).data[11]]).toEqual([[1, 2], 2]);
  });

  it('is taken back with its tag where the tag was still on its way', async () => {
    const test = await open([1]);
    const { api } = test.app;
    const call = api.call.bind(api);
    const { promise: slow, resolve: go } = Promise.withResolvers<void>();
    api.call = async (...asked) => {
      if (asked[0] === 'image.setTags') await slow;
      return call(...asked);
    };
    test.key('2').click(11, 0).key('Ctrl+Z');
    await eventually(() => expect(test.row(0).data[11]).toBe(0));
    go();
    await test.settled();
    expect([test.image.detail.tags, test.row(0).data[11]]).toEqual([[1], 0]);
  });

  it('tags nothing where nobody knows what the image shows', async () => {
    const test = await open(null);
    await test.key('2').click(11, 0).settled();
    expect(test.image.detail.tags).toBe(null);
  });
});

it('the class in hand is one that the proposal tells, where nobody knew what the image shows', async () => {
  const test = await open([1], null);
  const { file } = test.application.projects.current;
  const { id } = test.desk.images.all[1]!;
  const scores = file.scores.get(id)!;
  file.scores.remove(id);
  await test.desk.load();
  await test.desk.queue.open(id);
  expect(test.desk.painting.label).toBe(1);
  file.transaction(() => {
    file.images.setTags(id, [2], 'classifier');
    file.scores.put(id, { ...scores, labels: [2] });
  });
  test.application.projects.current.tell(id, { proposed: true });
  await test.settled();
  expect(test.desk.painting.label).toBe(2);
  // What was chosen by hand stays, whatever is proposed later.
  test.key('1');
  test.application.projects.current.tell(id, { proposed: true });
  await test.settled();
  expect(test.desk.painting.label).toBe(1);
});
