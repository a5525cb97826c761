import { expect, it } from 'vitest';
import { annotationXml } from './annotationXml.ts';
import { formatLabelmap } from './labelmap.ts';

it('an annotation has every field that readers ask for, and escapes names', () => {
  const box = { xmin: 1, ymin: 2, xmax: 3, ymax: 4 };
  const xml = annotationXml({ fileName: 'x.jpg', width: 5, height: 6 }, [{ name: 'cat & dog', box }]);
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
