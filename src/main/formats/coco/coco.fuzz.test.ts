import { encode } from 'fast-png';
import { fuzzReader } from '../../../../testing/fuzz/fuzzReader.ts';
import { mutateBytes } from '../../../../testing/fuzz/mutateBytes.ts';
import { mutateJson } from '../../../../testing/fuzz/mutateJson.ts';

const images = ['plain.jpg', 'grey.jpg'].map((file_name, i) => ({
  id: i + 1,
  file_name,
  width: 12,
  height: 8,
}));
const categories = [
  { id: 1, name: 'cat', supercategory: 'animal' },
  { id: 2, name: 'dog' },
];
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

fuzzReader({
  title: 'a file of COCO instances',
  source: 'instances.json',
  mutate: { 'instances.json': mutateJson },
  files: {
    'instances.json': json({
      ...{ info: { year: 2026 }, images, categories },
      annotations: [
        {
          id: 1,
          image_id: 1,
          category_id: 1,
          iscrowd: 0,
          segmentation: [[0, 0, 6, 0, 6, 8, 0, 8]],
          bbox: [0, 0, 6, 8],
        },
        { id: 2, image_id: 1, category_id: 2, segmentation: { size: [8, 12], counts: [10, 30, 56] } },
        {
          id: 3,
          image_id: 2,
          category_id: 2,
          segmentation: { size: [8, 12], counts: 'a06200L000000040000g0' },
        },
        {
          id: 4,
          image_id: 2,
          category_id: 1,
          iscrowd: 1,
          segmentation: [
            [1, 1, 3, 1, 3, 3],
            [4, 4, 8, 4, 8, 8],
          ],
        },
      ],
    }),
  },
});

const data = Uint8Array.from({ length: 96 * 3 }, (_, i) => (i % 3 === 0 ? 1 + (i % 2) : 0));
const png = Buffer.from(encode({ width: 12, height: 8, channels: 3, data }));

fuzzReader({
  title: 'a panoptic file of COCO',
  source: 'panoptic.json',
  mutate: { 'panoptic.json': mutateJson, 'panoptic/plain.png': mutateBytes },
  files: {
    'panoptic.json': json({
      ...{ images, categories },
      annotations: [1, 2].map((id) => ({
        ...{ image_id: id, file_name: ['plain.png', 'grey.png'][id - 1] },
        segments_info: [
          { id: 1, category_id: 1, iscrowd: 0, area: 48 },
          { id: 2, category_id: 2, iscrowd: 1, area: 48 },
        ],
      })),
    }),
    'panoptic/plain.png': png,
    'panoptic/grey.png': png,
  },
});
