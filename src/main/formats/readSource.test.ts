import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { VOC_CLASSES } from '../../shared/classes/vocClasses.ts';
import { encodeVocPng } from '../image/mask/encodeVocPng.ts';
import { readSource } from './readSource.ts';

const folder = temporaryFolder();
let count = 0;

/** A folder with the given files. */
function tree(files: Record<string, string | Uint8Array>): string {
  const root = join(folder, `tree-${count++}`);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
async function tagsIn(path: string): Promise<Record<string, string[] | undefined>> {
  const { images } = await readSource(path, VOC_CLASSES);
  return Object.fromEntries(images.map((image) => [image.path, image.tags]));
}

describe('a folder of images', () => {
  it('is read to the bottom; other files and hidden folders are left out', async () => {
    const root = tree({ 'b.PNG': '', 'x/a.jpg': '', 'x/y/c.tiff': '', 'notes.txt': '', '.cache/d.jpg': '' });
    const { kind, images, warnings } = await readSource(root, VOC_CLASSES);
    expect(kind).toBe('folder');
    expect(images.map(({ path }) => path)).toEqual(['b.PNG', 'x/a.jpg', 'x/y/c.tiff']);
    expect(warnings).toEqual([]);
  });

  it('takes tags from sub-folders that are named after a class', async () => {
    expect(await tagsIn(tree({ 'Cat/1.jpg': '', 'potted plant/2.jpg': '', 'misc/3.jpg': '' }))).toEqual({
      'Cat/1.jpg': ['cat'],
      'potted plant/2.jpg': ['pottedplant'],
      'misc/3.jpg': undefined,
    });
  });

  it('without images is refused', async () => {
    await expect(readSource(tree({ 'readme.md': '' }), VOC_CLASSES)).rejects.toThrow('holds no images');
    await expect(readSource(join(folder, 'nowhere'), VOC_CLASSES)).rejects.toThrow('does not exist');
    const root = tree({ 'p.camweave': '', 'cat.JPG': '' });
    await expect(readSource(join(root, 'p.camweave'), VOC_CLASSES)).rejects.toThrow('is a project, where');
    await expect(readSource(join(root, 'cat.JPG'), VOC_CLASSES)).rejects.toThrow(
      `cat.JPG is one image. Give the folder that it lies in, ${root};`,
    );
  });
});

describe('labels.csv', () => {
  it('has a column per class; -1 is no tag; ids match with and without extension', async () => {
    const csv = 'id,cat,dog\na,1,0\nb.png,0,1\nsub/c.jpg,-1,0\n';
    const root = tree({ 'labels.csv': csv, 'a.jpg': '', 'b.png': '', 'sub/c.jpg': '', 'd.jpg': '' });
    expect(await tagsIn(root)).toEqual({
      'a.jpg': ['cat'],
      'b.png': ['dog'],
      'sub/c.jpg': [],
      'd.jpg': undefined,
    });
    expect(await tagsIn(join(root, 'labels.csv'))).toEqual(await tagsIn(root));
  });

  it('or a list of names', async () => {
    const root = tree({
      'labels.csv': 'file,tags\na.jpg,cat;tv monitor\nb.jpg,\n',
      'a.jpg': '',
      'b.jpg': '',
    });
    expect((await tagsIn(root))['b.jpg']).toEqual([]);
  });

  it('with an unknown class keeps the others and says which was meant', async () => {
    const root = tree({ 'labels.csv': 'id,cat,aeroplain\na,1,1\n', 'a.jpg': '' });
    const { images, warnings } = await readSource(root, VOC_CLASSES);
    expect(images[0]!.tags).toEqual(['cat']);
    expect(warnings).toEqual([
      `${join(root, 'labels.csv')}: the class "aeroplain" is not in this project, so its tags are left out. Did you mean "aeroplane"?`,
    ]);
  });

  it('knows the classes of PASCAL VOC by the names that COCO gives them', async () => {
    const root = tree({ 'labels.csv': 'id,airplane,couch,kite\na,1,1,1\n', 'a.jpg': '' });
    const { images, warnings } = await readSource(root, VOC_CLASSES);
    expect(images[0]!.tags).toEqual(['aeroplane', 'sofa']);
    expect(warnings).toEqual([expect.stringContaining('the class "kite" is not in this project')]);
    // A project that has both keeps them apart.
    expect((await readSource(root, ['sofa', 'couch'])).images[0]!.tags).toEqual(['couch']);
  });

  it('names odd lines and goes on', async () => {
    const root = tree({ 'labels.csv': 'id,cat\na,yes\nb,1\nzz,1\n', 'a.jpg': '', 'b.jpg': '' });
    const { images, warnings } = await readSource(root, VOC_CLASSES);
    expect(images.map(({ tags }) => tags)).toEqual([undefined, ['cat']]);
    expect(warnings.join('\n')).toContain('line 2: "yes" is none of 1, 0 and -1');
    expect(warnings.join('\n')).toContain('1 of its 2 lines match no image beside it, for instance "zz"');
  });

  it('without a header is refused', async () => {
    await expect(readSource(tree({ 'labels.csv': 'a\n', 'a.jpg': '' }), VOC_CLASSES)).rejects.toThrow(
      'needs a header line',
    );
  });
});

describe('a VOCdevkit', () => {
  const xml = '<annotation><object><name>dog</name></object><object><name>dog</name></object></annotation>';
  const root = tree({
    'VOCdevkit/VOC2012/JPEGImages/1.jpg': '',
    'VOCdevkit/VOC2012/JPEGImages/2.jpg': '',
    'VOCdevkit/VOC2012/JPEGImages/3.jpg': '',
    'VOCdevkit/VOC2012/JPEGImages/4.jpg': '',
    'VOCdevkit/VOC2012/JPEGImages/5.jpg': '',
    'VOCdevkit/VOC2012/labels.csv': 'id,cat,dog\n1,1,0\n',
    'VOCdevkit/VOC2012/Annotations/1.xml': xml,
    'VOCdevkit/VOC2012/Annotations/2.xml': xml,
    'VOCdevkit/VOC2012/ImageSets/Main/horse_trainval.txt': '3  1\n4 -1\n',
    'VOCdevkit/VOC2012/ImageSets/Segmentation/val.txt': '4\n5\n6\n',
    'VOCdevkit/VOC2012/SegmentationClass/5.png': encodeVocPng(mask('0ff/v00'.replaceAll('f', '8'))),
  });

  it('tells tags by labels.csv, XML, ImageSets/Main and masks, in this order', async () => {
    const expected = { 1: ['cat'], 2: ['dog'], 3: ['horse'], 4: [], 5: ['cat'] };
    for (const path of [root, join(root, 'VOCdevkit'), join(root, 'VOCdevkit', 'VOC2012')]) {
      expect(await tagsIn(path)).toEqual(
        Object.fromEntries(Object.entries(expected).map(([id, tags]) => [`JPEGImages/${id}.jpg`, tags])),
      );
    }
  });

  it('can be narrowed to one of its lists', async () => {
    const { images, warnings } = await readSource(root, VOC_CLASSES, { list: 'val' });
    expect(images.map(({ path }) => path)).toEqual(['JPEGImages/4.jpg', 'JPEGImages/5.jpg']);
    expect(warnings).toEqual(['The list "val" names 1 images that JPEGImages does not hold.']);
    await expect(readSource(root, VOC_CLASSES, { list: 'test' })).rejects.toThrow('has no list "test"');
  });

  it('keeps what can be read where a part of it cannot, and says which', async () => {
    const odd = tree({
      'JPEGImages/1.jpg': '',
      'ImageSets/Main/cat_train.txt/folder': '',
      'ImageSets/Main/dog_train.txt': '1 1',
      'labelmap.txt/folder': '',
    });
    const { images, warnings } = await readSource(odd, VOC_CLASSES);
    expect(images.map(({ tags }) => tags)).toEqual([['dog']]);
    expect(warnings).toEqual([
      `${join(odd, 'ImageSets/Main/cat_train.txt')} cannot be read: it is a folder. Name a file. Its tags are left out.`,
      `${join(odd, 'labelmap.txt')} cannot be read: it is a folder. Name a file. Its tags are left out.`,
    ]);
    const list = tree({ 'JPEGImages/1.jpg': '', 'ImageSets/Main/val.txt/folder': '' });
    await expect(readSource(list, VOC_CLASSES, { list: 'val' })).rejects.toMatchObject({ code: 'not-found' });
    const csv = tree({ 'labels.csv/folder': '', 'a.jpg': '' });
    await expect(readSource(csv, VOC_CLASSES)).rejects.toThrow('labels.csv cannot be read: it is a folder');
  });

  it('with broken XML says so and asks the next', async () => {
    const broken = tree({ 'JPEGImages/1.jpg': '', 'Annotations/1.xml': '<annotation><object>' });
    const { images, warnings } = await readSource(broken, VOC_CLASSES);
    expect(images[0]!.tags).toBeUndefined();
    expect(warnings.join()).toContain('1.xml is not readable XML');
  });
});
