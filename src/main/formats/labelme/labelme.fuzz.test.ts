import { encode } from 'fast-png';
import { fuzzReader } from '../../../../testing/fuzz/fuzzReader.ts';
import { mutateJson } from '../../../../testing/fuzz/mutateJson.ts';

const mask = Buffer.from(encode({ width: 3, height: 2, channels: 1, data: new Uint8Array(6).fill(1) }));
const shape = (
  label: string,
  shape_type: string,
  points: readonly number[][],
  more: object = {},
): object => ({
  ...{ label, points, group_id: null, shape_type, flags: {}, mask: null, ...more },
});
const document = Buffer.from(
  JSON.stringify({
    ...{
      version: '5.8.1',
      flags: {},
      imagePath: 'plain.jpg',
      imageData: null,
      imageHeight: 8,
      imageWidth: 12,
    },
    shapes: [
      shape('cat', 'polygon', [
        [0, 0],
        [6, 0],
        [6, 8],
      ]),
      shape(
        'dog',
        'rectangle',
        [
          [4, 0],
          [8, 8],
        ],
        { group_id: 1 },
      ),
      shape('cat', 'circle', [
        [6, 4],
        [6, 6],
      ]),
      shape(
        'dog',
        'mask',
        [
          [2, 1],
          [4, 2],
        ],
        { mask: mask.toString('base64') },
      ),
      shape('cat', 'point', [[1, 1]]),
    ],
  }),
);

fuzzReader({
  title: 'a file of labelme',
  source: 'plain.json',
  mutate: { 'plain.json': mutateJson },
  files: { 'plain.json': document },
});
