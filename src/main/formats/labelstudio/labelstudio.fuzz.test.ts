import { fuzzReader } from '../../../../testing/fuzz/fuzzReader.ts';
import { mutateJson } from '../../../../testing/fuzz/mutateJson.ts';

const region = (type: string, label: string, value: object): object => ({
  ...{ id: 'a', type, original_width: 12, original_height: 8, image_rotation: 0 },
  value: { ...value, [type]: [label] },
});
/** 384 values: one run of 255. */
const BRUSH = [0, 0, 1, 128, 58, 54, 31, 248, 5, 252, 255, 0];

fuzzReader({
  title: 'an export of Label Studio',
  source: 'project.json',
  mutate: { 'project.json': mutateJson },
  files: {
    'project.json': Buffer.from(
      JSON.stringify([
        {
          ...{ id: 1, data: { image: '/data/upload/1/0a1b2c3d-plain.jpg' } },
          annotations: [
            {
              was_cancelled: false,
              result: [
                region('rectanglelabels', 'cat', { x: 0, y: 0, width: 50, height: 100, rotation: 0 }),
                region('polygonlabels', 'dog', {
                  points: [
                    [0, 0],
                    [50, 0],
                    [50, 100],
                  ],
                  closed: true,
                }),
                region('ellipselabels', 'dog', { x: 50, y: 50, radiusX: 10, radiusY: 25 }),
                region('brushlabels', 'cat', { format: 'rle', rle: BRUSH }),
                region('keypointlabels', 'cat', { x: 1, y: 1 }),
              ],
            },
          ],
        },
        { id: 2, data: { image: 'grey.jpg' }, completions: [{ result: [] }] },
      ]),
    ),
  },
});
