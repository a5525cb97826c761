import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../testing/temporaryFolder.ts';
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
