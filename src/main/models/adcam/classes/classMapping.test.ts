import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../testing/temporaryFolder.ts';
import { COCO_CLASS_NAMES } from '../../../../shared/classes/cocoClasses.ts';
import { VOC_CLASSES } from '../../../../shared/classes/vocClasses.ts';
import { classMapping } from './classMapping.ts';

const folder = temporaryFolder();
const listFile = (name: string, lines: string[]): string => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
};

describe('classMapping', () => {
  it('maps ImageNet to the VOC classes, each model class once; person has none', () => {
    const mapping = classMapping('imagenet', 1000);
    expect(mapping.map(({ name }) => name)).toEqual([...VOC_CLASSES]);
    const used = mapping.flatMap(({ modelClasses }) => modelClasses);
    expect(new Set(used).size).toBe(used.length);
    expect(Math.max(...used)).toBeLessThan(1000);
    expect(mapping.filter(({ modelClasses }) => modelClasses.length === 0).map(({ name }) => name)).toEqual([
      'person',
    ]);
    // The 118 dog breeds of ImageNet, from Chihuahua (151) to Mexican hairless (268).
    expect(mapping.find(({ name }) => name === 'dog')!.modelClasses).toHaveLength(118);
  });

  it('maps ImageNet to COCO, in its order, each model class once; those that ImageNet has no kind of have none', () => {
    const mapping = classMapping('coco', 1000);
    expect(mapping.map(({ name }) => name)).toEqual(COCO_CLASS_NAMES);
    const used = mapping.flatMap(({ modelClasses }) => modelClasses);
    expect(new Set(used).size).toBe(used.length);
    expect(Math.max(...used)).toBeLessThan(1000);
    const of = (name: string): number[] => mapping.find((item) => item.name === name)!.modelClasses;
    // African and Indian elephant, the four bears, a zebra; a kite is a bird in ImageNet.
    expect([of('elephant'), of('bear'), of('zebra')]).toEqual([[385, 386], [294, 295, 296, 297], [340]]);
    expect([of('bird').includes(21), of('kite'), of('person')]).toEqual([true, [], []]);
    expect(mapping.filter(({ modelClasses }) => modelClasses.length === 0)).toHaveLength(19);
    const voc = classMapping('imagenet', 1000);
    expect(of('airplane')).toEqual(voc.find(({ name }) => name === 'aeroplane')!.modelClasses);
    expect(of('truck')).toContain(717);
  });

  it('takes a model of COCO’s 80 classes as they are', () => {
    const mapping = classMapping('coco', 80);
    expect(mapping.map(({ modelClasses }) => modelClasses)).toEqual(
      Array.from({ length: 80 }, (_, i) => [i]),
    );
    expect([mapping[0]!.name, mapping[4]!.name, mapping[79]!.name]).toEqual([
      'person',
      'airplane',
      'toothbrush',
    ]);
    expect(() => classMapping('coco', 90)).toThrow('names 80 classes, but the CNN has 90 outputs');
  });

  it('reads a list with several model classes for one project class, and some for none', () => {
    const file = listFile('pets.txt', ['tabby = cat', 'siamese = cat', '-', 'poodle = dog', 'fish']);
    expect(classMapping(file, 5)).toEqual([
      { name: 'cat', modelClasses: [0, 1] },
      { name: 'dog', modelClasses: [3] },
      { name: 'fish', modelClasses: [4] },
    ]);
  });

  it('says when the list does not fit the model', () => {
    expect(() => classMapping('voc', 1000)).toThrow('names 20 classes, but the CNN has 1000 outputs');
    expect(() => classMapping(listFile('two.txt', ['a', 'b']), 3)).toThrow(
      'names 2 classes, but the CNN has 3',
    );
    expect(() => classMapping(listFile('none.txt', ['-', '-']), 2)).toThrow('names 0 project classes');
    expect(() => classMapping(join(folder, 'absent.txt'), 2)).toThrow('Cannot read the class list');
  });
});
