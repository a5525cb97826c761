import { describe, expect, it } from 'vitest';
import { annotationXml } from './annotationXml.ts';
import { exportIds } from '../dataset/exportIds.ts';
import { formatLabelmap } from './labelmap.ts';
import { splitByList, splitByRatio } from '../dataset/splitIds.ts';

describe('exportIds', () => {
  it('are stems without spaces and #', () => {
    expect(exportIds(['a/my photo#1.jpg', 'b.tar.png'])).toEqual(['my_photo_1', 'b.tar']);
  });

  it('get folders in front where they would be the same, then numbers', () => {
    expect(exportIds(['a/1.jpg', 'b/1.jpg', '2.jpg'])).toEqual(['a_1', 'b_1', '2']);
    expect(exportIds(['a/1.jpg', 'a/1.png', 'A/1.jpg'])).toEqual(['a_1', 'a_1_2', 'A_1_3']);
  });
});

describe('splits', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `id${i}`);

  it('by ratio are the same for the same seed, and whole', () => {
    const split = splitByRatio(ids, 0.25, 1);
    expect(split).toEqual(splitByRatio(ids, 0.25, 1));
    expect(split).not.toEqual(splitByRatio(ids, 0.25, 2));
    expect(split.val).toHaveLength(10);
    expect([...split.train, ...split.val].sort()).toEqual([...ids].sort());
  });

  it('by list keep the order', () => {
    expect(splitByList(['c', 'a', 'b'], new Set(['a', 'zz']))).toEqual({ train: ['c', 'b'], val: ['a'] });
  });
});

it('an annotation has every field that readers ask for, and escapes names', () => {
  const box = { xmin: 1, ymin: 2, xmax: 3, ymax: 4 };
  const xml = annotationXml({ id: 'x', width: 5, height: 6 }, [{ name: 'cat & dog', box }]);
  expect(xml.replace(/\s+/g, '')).toBe(
    '<annotation><folder>VOC2012</folder><filename>x.jpg</filename>' +
      '<source><database>Unknown</database><annotation>Camweave</annotation><image>Unknown</image></source>' +
      '<size><width>5</width><height>6</height><depth>3</depth></size><segmented>1</segmented>' +
      '<object><name>cat&amp;dog</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>' +
      '<occluded>0</occluded><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object></annotation>',
  );
});

it('labelmap.txt lists background, classes and void with their colours', () => {
  expect(formatLabelmap([{ label: 8, name: 'cat' }]).split('\n')).toEqual([
    '# label:color_rgb:parts:actions',
    'background:0,0,0::',
    'cat:64,0,0::',
    'void:224,224,192::',
    '',
  ]);
});
