import { describe, expect, it } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';
import type { TagSource } from '../../shared/images/ProjectImage.ts';

const CAT = 1;
const DOG = 2;

/** Classes cat and dog; every image was tagged as a cat by the classifier, which thinks of a dog too. */
async function open({ by = 'classifier' as TagSource, tags = [CAT] } = {}): Promise<TestDesk> {
  const test = await TestDesk.open('grey.jpg', 'plain.jpg', 'plain.png');
  const { file } = test.application.projects.current;
  for (const { id } of file.images.all()) {
    file.images.setTags(id, tags, by);
    file.suggestions.put(id, [
      { label: CAT, probability: 0.8 },
      { label: DOG, probability: 0.3 },
    ]);
  }
  await test.desk.load();
  return test.settled();
}

const said = ({ image }: TestDesk): unknown[] => [image.detail.tags, image.detail.tagSource];
const listed = ({ desk }: TestDesk, at: number): unknown[] => {
  const { tags, tagSource } = desk.images.all[at]!;
  return [tags, tagSource];
};

describe('what the classifier suggests', () => {
  it('stands on the desk with its probabilities, tags or not', async () => {
    const test = await open();
    expect(test.image.detail.suggestions).toEqual([
      { label: CAT, probability: 0.8 },
      { label: DOG, probability: 0.3 },
    ]);
    expect(test.image.isGuessed).toBe(true);
  });

  it('becomes a tag with one click, and its tags are the classifier’s again when that is taken back', async () => {
    const test = await open();
    await test.desk.tags.toggle(DOG);
    expect(said(test)).toEqual([[CAT, DOG], 'person']);
    await test.key('Ctrl+Z').settled();
    expect(said(test)).toEqual([[CAT], 'classifier']);
    await test.key('Ctrl+Shift+Z').settled();
    expect(said(test)).toEqual([[CAT, DOG], 'person']);
  });

  it('is confirmed with one key, which can be taken back, after a restart too', async () => {
    const test = await open();
    await test.key('Y').settled();
    expect(said(test)).toEqual([[CAT], 'person']);
    expect(listed(test, 0)).toEqual([[CAT], 'person']);
    await test.key('Ctrl+Z').settled();
    expect(said(test)).toEqual([[CAT], 'classifier']);
    await test.key('Ctrl+Shift+Z').settled();
    const again = await test.restarted();
    expect(said(again)).toEqual([[CAT], 'person']);
    expect(again.image.isGuessed).toBe(false);
  });

  it('is not confirmed where a person has said the tags, or there are none, or the image is decided', async () => {
    const given = await open({ by: 'source' });
    await given.key('Y').settled();
    expect(said(given)).toEqual([[CAT], 'source']);
    expect(given.app.notices.notice).toContain('confirmed already');
    expect(given.desk.history.canUndo).toBe(false);
    const none = await open({ tags: [] });
    await none.key('Y').settled();
    expect(said(none)).toEqual([[], 'classifier']);
    const decided = await open();
    const { id } = decided.image;
    await decided.key('Enter').settled();
    await decided.desk.queue.open(id);
    await decided.key('Y').settled();
    expect(said(decided)).toEqual([[CAT], 'classifier']);
  });

  it('stays the classifier’s where a stroke that has added a tag is taken back', async () => {
    const test = await open();
    test.desk.painting.setRadius(0.5);
    await test.key('2').key('B').click(11, 0).settled();
    expect(said(test)).toEqual([[CAT, DOG], 'person']);
    await test.key('Ctrl+Z').settled();
    expect(said(test)).toEqual([[CAT], 'classifier']);
  });
});

describe('suggestions in the list', () => {
  it('are asked for as rows come into sight, together, and for no others', async () => {
    const test = await open();
    const { api } = test.app;
    const call = api.call.bind(api);
    const asked: unknown[] = [];
    api.call = (...what) => {
      if (what[0] === 'images.suggestions') asked.push(what[1]);
      return call(...what);
    };
    const { suggestions, images } = test.desk;
    const [first, second, third] = images.all;
    suggestions.want(first!.id);
    suggestions.want(second!.id);
    // Scrolled past before anybody was asked.
    suggestions.want(third!.id)();
    await test.settled();
    expect(asked).toEqual([{ ids: [first!.id, second!.id] }]);
    expect(suggestions.of(first!)).toEqual([{ label: DOG, probability: 0.3 }]);
    expect(suggestions.of(third!)).toEqual([]);
    suggestions.want(first!.id);
    await test.settled();
    expect(asked).toHaveLength(1);
  });

  it('add a tag to an image that is not open, which is taken back from where it was done', async () => {
    const test = await open();
    const { suggestions, images } = test.desk;
    suggestions.want(images.all[1]!.id);
    await test.settled();
    await suggestions.add(images.all[1]!, DOG);
    expect(listed(test, 1)).toEqual([[CAT, DOG], 'person']);
    expect(suggestions.of(images.all[1]!)).toEqual([]);
    expect(said(test)).toEqual([[CAT], 'classifier']);
    await test.key('Ctrl+Z').settled();
    expect(listed(test, 1)).toEqual([[CAT], 'classifier']);
    await test.key('Ctrl+Shift+Z').settled();
    expect(listed(test, 1)).toEqual([[CAT, DOG], 'person']);
  });

  it('add a tag that is taken back while the image is still proposed anew', async () => {
    const test = await open();
    const { suggestions, images, project } = test.desk;
    const { id } = images.all[1]!;
    const { api } = test.app;
    const call = api.call.bind(api);
    const { promise: slow, resolve: go } = Promise.withResolvers<void>();
    const detail = await call('image.get', { id });
    api.call = async (...asked) => {
      if (asked[0] !== 'image.propose') return call(...asked);
      await slow;
      return detail as never;
    };
    project.take({ ...project.summary!, pack: { name: 'slow', layers: 1 } });
    const adding = suggestions.add({ id }, DOG);
    await eventually(() => expect(listed(test, 1)).toEqual([[CAT, DOG], 'person']));
    test.key('Ctrl+Z');
    go();
    await adding;
    await test.settled();
    expect(listed(test, 1)).toEqual([[CAT], 'classifier']);
  });

  it('add two tags to one image, however quickly they are clicked', async () => {
    const test = await open({ tags: [] });
    const { suggestions, images } = test.desk;
    await Promise.all([CAT, DOG].map((label) => suggestions.add(images.all[1]!, label)));
    expect(listed(test, 1)).toEqual([[CAT, DOG], 'person']);
  });

  it('add a tag to the open image as its panel does', async () => {
    const test = await open();
    await test.desk.suggestions.add(test.desk.images.all[0]!, DOG);
    expect(said(test)).toEqual([[CAT, DOG], 'person']);
    await test.key('Ctrl+Z').settled();
    expect(said(test)).toEqual([[CAT], 'classifier']);
  });

  it('are none for an image that is decided, and follow the list of classes', async () => {
    const test = await open();
    const { suggestions, images } = test.desk;
    for (const { id } of images.all) suggestions.want(id);
    await test.settled();
    await test.key('Enter').settled();
    expect(suggestions.of(images.all[0]!)).toEqual([]);
    await test.desk.classes.remove(DOG, 0);
    suggestions.want(images.all[1]!.id);
    await test.settled();
    expect(suggestions.of(images.all[1]!)).toEqual([]);
    await test.key('Ctrl+Z').settled();
    suggestions.want(images.all[1]!.id);
    await test.settled();
    expect(suggestions.of(images.all[1]!)).toEqual([{ label: DOG, probability: 0.3 }]);
  });
});

it('what becomes of the classifier’s word is chosen for the project, and taken back', async () => {
  const test = await open();
  const { project, proposing } = test.desk;
  expect(project.summary!.tagging).toBe('sure');
  await proposing.setTagging('suggest');
  expect(project.summary!.tagging).toBe('suggest');
  await test.key('Ctrl+Z').settled();
  expect(project.summary!.tagging).toBe('sure');
});
