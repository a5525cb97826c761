import { expect, it } from 'vitest';
import { mask, pictureOf } from '../../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../../testing/random.ts';
import { distanceToOtherLabel, NO_OTHER_LABEL } from './distanceToOtherLabel.ts';

/** Slow and obvious: every pixel is compared with every other one. */
function slowly(labels: Uint8Array, width: number): number[] {
  return Array.from(labels, (label, i) => {
    let least = NO_OTHER_LABEL;
    labels.forEach((other, j) => {
      const dx = (i % width) - (j % width);
      const dy = Math.floor(i / width) - Math.floor(j / width);
      if (other !== label) least = Math.min(least, dx * dx + dy * dy);
    });
    return least;
  });
}

it('is 1 beside a boundary, and the squared distance of pixel centres elsewhere', () => {
  const { width, height, data } = mask('1100/1000/0000');
  const squares = distanceToOtherLabel(data, width, height);
  expect(pictureOf({ width, data: Uint8Array.from(squares) })).toBe('2114/1125/1258');
});

it('takes void and every class for another label', () => {
  const { width, height, data } = mask('00v1122');
  expect(Array.from(distanceToOtherLabel(data, width, height))).toEqual([4, 1, 1, 1, 1, 1, 4]);
});

it('knows that a mask of one label has no boundary', () => {
  const { width, height, data } = mask('111/111');
  expect(new Set(distanceToOtherLabel(data, width, height))).toEqual(new Set([NO_OTHER_LABEL]));
});

it('gives what comparing every pixel with every other one gives', () => {
  const random = seededRandom(3);
  for (let round = 0; round < 40; round++) {
    const width = 1 + Math.floor(random() * 24);
    const height = 1 + Math.floor(random() * 24);
    const labels = new Uint8Array(width * height);
    for (let i = 0; i < labels.length; i++) if (random() < 0.02) labels[i] = [1, 2, 255][i % 3]!;
    expect(Array.from(distanceToOtherLabel(labels, width, height))).toEqual(slowly(labels, width));
  }
});
