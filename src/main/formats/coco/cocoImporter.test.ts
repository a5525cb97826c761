import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { COCO_CLASS_NAMES } from '../../../shared/classes/cocoClasses.ts';
import { VOC_CLASSES } from '../../../shared/classes/vocClasses.ts';
import { readSource } from '../readSource.ts';

const CATEGORIES = [
  { id: 1, name: 'person' },
  { id: 5, name: 'airplane' },
  { id: 18, name: 'dog' },
  { id: 38, name: 'kite' },
];

type Shown = readonly (number | { category_id: number; iscrowd: number })[] | undefined;

/** A list of images with the categories that their annotations have. */
function instances(images: Record<string, Shown>, more: object = {}): string {
  const names = Object.keys(images);
  return JSON.stringify({
    info: {},
    images: names.map((file_name, id) => ({ id, file_name, width: 12, height: 8 })),
    annotations: names.flatMap((name, image_id) =>
      (images[name] ?? []).map((item) => ({
        ...{ image_id, bbox: [0, 0, 2, 2] },
        ...(typeof item === 'number' ? { category_id: item, iscrowd: 0 } : item),
      })),
    ),
    categories: CATEGORIES,
    ...more,
  });
}

function tree(files: Record<string, string>): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const LAYOUT = {
  'annotations/instances_train2017.json': instances({ 'a.jpg': [18, 18, 1], 'b.jpg': [] }),
  'annotations/instances_val2017.json': instances({ 'c.jpg': [{ category_id: 5, iscrowd: 1 }, 38] }),
  'annotations/captions_val2017.json': '{"images": [], "annotations": []}',
  'train2017/a.jpg': '',
  'train2017/b.jpg': '',
  'train2017/unlisted.jpg': '',
  'val2017/c.jpg': 'three',
};

const tagsOf = async (path: string, list?: string, classes: readonly string[] = COCO_CLASS_NAMES) => {
  const { images, kind, root, warnings } = await readSource(path, classes, { list });
  return {
    tags: Object.fromEntries(images.map(({ path: name, tags }) => [name, tags])),
    kind,
    root,
    warnings,
  };
};

describe('COCO as a source', () => {
  it('gives the photographs that it lists, with the classes of their instances, crowds included', async () => {
    const root = tree(LAYOUT);
    const found = await tagsOf(root);
    expect(found).toEqual({
      ...{ kind: 'coco', root, warnings: [] },
      tags: {
        'train2017/a.jpg': ['dog', 'person'],
        'train2017/b.jpg': [],
        'val2017/c.jpg': ['airplane', 'kite'],
      },
    });
    const { images } = await readSource(root, COCO_CLASS_NAMES);
    expect(images.map(({ bytes }) => bytes)).toEqual([0, 0, 5]);
    expect(await tagsOf(join(root, 'annotations'))).toEqual(found);
  });

  it('gives one list of it, or one file', async () => {
    const root = tree(LAYOUT);
    const one = { 'val2017/c.jpg': ['airplane', 'kite'] };
    expect((await tagsOf(root, 'val2017')).tags).toEqual(one);
    expect((await tagsOf(root, 'instances_val2017')).tags).toEqual(one);
    expect(await tagsOf(join(root, 'annotations/instances_val2017.json'))).toMatchObject({ tags: one, root });
    await expect(tagsOf(root, 'test')).rejects.toThrow(
      'no list "test" (annotations/instances_test.json). It has train2017, val2017.',
    );
  });

  it('knows classes by the names that PASCAL VOC gives them, and names those that the project does not have', async () => {
    const { tags, warnings } = await tagsOf(tree(LAYOUT), 'val2017', VOC_CLASSES);
    expect(tags).toEqual({ 'val2017/c.jpg': ['aeroplane'] });
    expect(warnings).toEqual([
      expect.stringMatching(/instances_val2017\.json: the class "kite" is not in this project/),
    ]);
  });

  it.each([
    ['images/train', 'images/train/a.jpg', 'a.jpg'],
    ['images', 'images/a.jpg', 'a.jpg'],
    ['the folder itself', 'a.jpg', 'a.jpg'],
    ['folders that the file names', 'left/a.jpg', 'left/a.jpg'],
    ['a path of another machine', 'train/a.jpg', '/home/somebody/coco/a.jpg'],
    ['one of Windows', 'train/a.jpg', 'D:\\coco\\a.jpg'],
  ])('finds photographs in %s', async (_, place, name) => {
    const root = tree({ 'annotations/instances_train.json': instances({ [name]: [18] }), [place]: '' });
    expect((await tagsOf(root)).tags).toEqual({ [place]: ['dog'] });
  });

  it('never leaves its folder, and says what is not there', async () => {
    const root = tree({
      'coco/annotations/instances_val.json': instances({
        '../secret.jpg': [18],
        'gone.jpg': [1],
        'notes.txt': [1],
        'd.jpg': [1],
      }),
      'coco/d.jpg': '',
      'coco/notes.txt': '',
      'secret.jpg': '',
    });
    const { tags, warnings } = await tagsOf(join(root, 'coco'));
    expect(tags).toEqual({ 'd.jpg': ['person'] });
    expect(warnings).toEqual([
      expect.stringContaining('lists 3 photographs that are not there, such as ../secret.jpg'),
    ]);
  });

  it('says nothing of classes where there are no annotations, and reads what is damaged as far as it goes', async () => {
    const root = tree({ 'annotations/instances_test.json': instances({ 'a.jpg': undefined }), 'a.jpg': '' });
    expect((await tagsOf(root)).tags).toEqual({ 'a.jpg': undefined });
    const odd = tree({
      'instances.json': instances({ 'a.jpg': [77] }, { categories: [{ id: 1 }, 'dog'] }),
      'a.jpg': '',
    });
    const { tags, warnings } = await tagsOf(odd);
    expect(tags).toEqual({ 'a.jpg': [] });
    expect(warnings.join('\n')).toMatch(
      /categories that cannot be read \(1\)[^]*"category 77" is not in this project/,
    );
    const cut = tree({ 'instances.json': '{"images": [{"id": 1, "file_na', 'a.jpg': '' });
    await expect(tagsOf(cut)).rejects.toThrow('instances.json');
  });

  it('leaves other folders to those that read them', async () => {
    const photographs = tree({ 'a.jpg': '', 'instances_notes.json': '{"notes": 1}', 'labels.json': '[]' });
    expect((await tagsOf(photographs)).kind).toBe('folder');
  });
});
