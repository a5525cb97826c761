import { fuzzSource } from '../../../testing/fuzz/fuzzSource.ts';
import { mutateJson } from '../../../testing/fuzz/mutateJson.ts';
import { mutateWords } from '../../../testing/fuzz/mutateWords.ts';
import { mutateXml } from '../../../testing/fuzz/mutateXml.ts';

const text = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));

const annotation = (image_id: number, category_id: number): object => ({
  ...{ image_id, category_id, iscrowd: 0, bbox: [0, 0, 6, 8] },
  segmentation: [[0, 0, 6, 0, 6, 8, 0, 8]],
});

fuzzSource({
  title: 'COCO',
  mutate: { 'annotations/instances_val2017.json': mutateJson },
  files: {
    'annotations/instances_val2017.json': Buffer.from(
      JSON.stringify({
        images: ['a.jpg', 'b.jpg'].map((file_name, id) => ({ id, file_name, width: 12, height: 8 })),
        annotations: [annotation(0, 1), annotation(1, 1), annotation(1, 2)],
        categories: ['cat', 'dog'].map((name, i) => ({ id: i + 1, name })),
      }),
    ),
    'val2017/a.jpg': text('a'),
    'val2017/b.jpg': text('b'),
  },
});

const xml = (...names: string[]): Buffer =>
  text(
    '<annotation><filename>a.jpg</filename><size><width>12</width><height>8</height><depth>3</depth></size>',
    ...names.map(
      (name) =>
        `<object><name>${name}</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>6</xmax><ymax>8</ymax></bndbox></object>`,
    ),
    '</annotation>',
  );

fuzzSource({
  title: 'a VOCdevkit',
  mutate: {
    'VOC2012/Annotations/a.xml': mutateXml,
    'VOC2012/ImageSets/Main/val.txt': mutateWords,
    'VOC2012/ImageSets/Main/cat_val.txt': mutateWords,
  },
  files: {
    'VOC2012/Annotations/a.xml': xml('cat', 'dog'),
    'VOC2012/Annotations/b.xml': xml('dog'),
    'VOC2012/ImageSets/Main/val.txt': text('a', 'b', ''),
    'VOC2012/ImageSets/Main/cat_val.txt': text('a  1', 'b -1', ''),
    'VOC2012/JPEGImages/a.jpg': text('a'),
    'VOC2012/JPEGImages/b.jpg': text('b'),
  },
});

fuzzSource({
  title: 'a labels.csv',
  mutate: { 'labels.csv': mutateWords },
  files: {
    'labels.csv': text('image,labels', 'a.jpg,cat;dog', 'in/b.jpg,"dog"', ''),
    'a.jpg': text('a'),
    'in/b.jpg': text('b'),
  },
});
