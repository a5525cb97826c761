import { describe, expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { exportClasses } from './exportClasses.ts';
import { labelsForExport } from './labelsForExport.ts';

const CLASSES = ['cat', 'dog', 'sofa'].map((name, i) => ({ label: i + 1, name, colour: `#${i}00000` }));
const become = (changes: Record<string, string>, leftOut: 'background' | 'void' = 'background') =>
  exportClasses(
    CLASSES,
    Object.entries(changes).map(([from, to]) => ({ from, to })),
    leftOut,
  );
const names = (changes: Record<string, string>): string[] =>
  become(changes).classes.map(({ label, name }) => `${label} ${name}`);

describe('classes of a data set', () => {
  it('are renamed, joined and left out, and keep their labels', () => {
    expect(names({})).toEqual(['1 cat', '2 dog', '3 sofa']);
    expect(names({ CAT: 'kitty' })).toEqual(['1 kitty', '2 dog', '3 sofa']);
    expect(names({ cat: 'animal', dog: 'Animal' })).toEqual(['1 animal', '3 sofa']);
    expect(names({ dog: 'sofa' })).toEqual(['1 cat', '3 sofa']);
    expect(names({ dog: '' })).toEqual(['1 cat', '3 sofa']);
    expect(names({ cat: 'dog', dog: 'cat' })).toEqual(['1 dog', '2 cat', '3 sofa']);
    expect(names({ cat: 'Cat' })).toEqual(['1 Cat', '2 dog', '3 sofa']);
  });

  it('that are not there, said twice, or all left out are refused', () => {
    expect(() => names({ cot: 'x' })).toThrow('There is no class "cot" in this project. Did you mean "cat"?');
    expect(() => names({ cat: 'x', Cat: 'y' })).toThrow('said twice');
    expect(() => names({ cat: '', dog: '', sofa: '' })).toThrow('All classes are left out');
  });
});

describe('labels of a data set', () => {
  const map = mask('1122/1122/00v3');
  it('are those of the project where nothing is asked for', () => {
    const { labelMap, objects } = labelsForExport(map, [], become({}), 0);
    expect(labelMap).toBe(map);
    expect(objects().objects).toHaveLength(3);
  });

  it('of classes that become one are one label, and two objects', () => {
    const { labelMap, objects } = labelsForExport(map, [], become({ cat: 'animal', dog: 'animal' }), 0);
    expect(labelMap).toMatchMask('1111/1111/00v3');
    expect(objects().objects.map(({ label, area }) => [label, area])).toEqual([
      ...[
        [1, 4],
        [1, 4],
        [3, 1],
      ],
    ]);
  });

  it('of classes that are left out are background or void, and no objects', () => {
    const out = labelsForExport(map, [], become({ dog: '' }), 0);
    expect(out.labelMap).toMatchMask('1100/1100/00v3');
    expect(out.objects().objects.map(({ label }) => label)).toEqual([1, 3]);
    expect([...new Set(out.objects().ids)].sort()).toEqual([0, 1, 2]);
    expect(labelsForExport(map, [], become({ dog: '' }, 'void'), 0).labelMap).toMatchMask('11vv/11vv/00v3');
  });

  it('of small objects are void, where cuts part them, too', () => {
    expect(labelsForExport(map, [], become({}), 2).labelMap).toMatchMask('1122/1122/00vv');
    const points = [
      { x: 3.5, y: -1 },
      { x: 3.5, y: 9 },
    ];
    const wide = mask(Array.from({ length: 8 }, () => '111111000000').join('/'));
    const { labelMap, objects } = labelsForExport(wide, [{ kind: 'cut', points }], become({}), 20);
    expect(labelMap).toMatchMask(Array.from({ length: 8 }, () => '1111vv000000').join('/'));
    expect(objects().objects.map(({ area }) => area)).toEqual([32]);
  });
});
