import { describe, expect, it } from 'vitest';
import { conventionOf } from '../conventions.ts';
import { imageFrame } from '../frame/ImageFrame.ts';
import { promptPoints } from './promptPoints.ts';

const image = { width: 512, height: 256 };
const padded = imageFrame('pad', 1024, image);
const click = (x: number, y: number, positive = true) => ({ x, y, positive });
const box = { x0: 200.5, y0: 100.5, x1: 100.5, y1: 50.5 };

describe('a prompt in the words of a convention', () => {
  it('has points as pixel indices of the square, and padding where there is no box', () => {
    const sam = conventionOf('segment-anything');
    const points = [click(0.5, 0.5), click(511.5, 255.5, false)];
    expect(promptPoints(padded, sam, { points, box: undefined, takesBox: true })).toEqual({
      coordinates: [0.5, 0.5, 1022.5, 510.5, 0, 0],
      labels: [1, 0, -1],
      box: [],
    });
  });

  it('has the corners of a box, in order, in front of the clicks', () => {
    const sam = conventionOf('segment-anything');
    expect(promptPoints(padded, sam, { points: [click(150, 75)], box, takesBox: true })).toEqual({
      coordinates: [200.5, 100.5, 400.5, 200.5, 299.5, 149.5],
      labels: [2, 3, 1],
      box: [],
    });
  });

  it('is squashed with the photograph, and has its box apart where the convention wants that', () => {
    const squashed = imageFrame('squash', 1024, image);
    const said = promptPoints(squashed, conventionOf('transformers-sam-2'), {
      ...{ points: [click(256, 128)], box, takesBox: true },
    });
    expect(said).toEqual({ coordinates: [511.5, 511.5], labels: [1], box: [200.5, 201.5, 400.5, 401.5] });
  });

  it('has the box and the last clicks where a model looks at no more', () => {
    const efficient = conventionOf('efficient-sam');
    const points = Array.from({ length: 9 }, (_, i) => click(i, 1, i % 2 === 0));
    const { labels, coordinates } = promptPoints(padded, efficient, { points, box, takesBox: true });
    expect(labels).toEqual([2, 3, 0, 1, 0, 1]);
    expect(coordinates.slice(4)).toEqual([5, 6, 7, 8].flatMap((x) => [2 * x - 0.5, 1.5]));
  });
});
