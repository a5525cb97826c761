import { describe, expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../../testing/random.ts';
import { countErrors, errorShares, noErrors } from './errorKinds.ts';
import { trueMask } from './TrueMask.ts';

/** Background, cat 1, dog 2, owl 3; 4 is void, as a prediction. */
const CLASSES = 4;

/** Errors of a picture in one row: pairs of how often and label. */
const strip = (...runs: [number, string][]): string =>
  runs.map(([count, sign]) => sign.repeat(count)).join('');
const errorsOf = (truth: string, predicted: string): ReturnType<typeof countErrors> => {
  const { width, height, data } = mask(truth);
  return countErrors(trueMask(data, width, height), mask(predicted).data, CLASSES);
};

describe('countErrors', () => {
  it('finds nothing in a perfect prediction, whose void rim is not counted', () => {
    const truth = strip([30, '0'], [2, 'v'], [30, '1']);
    const counts = errorsOf(truth, strip([31, '0'], [31, '1']));
    expect(counts).toEqual(noErrors());
    expect(errorShares(counts).edge).toBeNaN();
  });

  it('puts what is within 10 px of an edge first, whatever else it is', () => {
    const counts = errorsOf(strip([30, '0'], [30, '1']), strip([60, '0']));
    expect(counts).toEqual({ ...noErrors(), edge: 10, missed: 20 });
  });

  it('tells an object of which a part is missed from one that is not found at all', () => {
    const truth = strip([40, '1']);
    expect(errorsOf(truth, strip([40, '0']))).toMatchObject({ missed: 40, partlyMissed: 0 });
    expect(errorsOf(truth, strip([40, '3']))).toMatchObject({ missed: 40, elsewhere: 0 });
    expect(errorsOf(truth, strip([10, '1'], [20, '0'], [10, '4']))).toMatchObject({ partlyMissed: 30 });
  });

  it('tells flooding by a class of the image from a class that is not there', () => {
    const truth = strip([60, '0'], [30, '1']);
    expect(errorsOf(truth, strip([10, '3'], [15, '0'], [65, '1']))).toEqual({
      ...noErrors(),
      ...{ elsewhere: 10, flooding: 25, edge: 10 },
    });
  });

  it('calls it confusion where a class is taken for another one of the image, and void on background elsewhere', () => {
    const truth = strip([30, '0'], [30, '1'], [30, '2']);
    const predicted = strip([10, '4'], [20, '0'], [15, '1'], [15, '2'], [30, '2']);
    expect(errorsOf(truth, predicted)).toEqual({ ...noErrors(), edge: 10, confusion: 5, elsewhere: 10 });
  });

  it('gives every wrong pixel one kind, which the definitions, said one by one, give too', () => {
    const random = seededRandom(11);
    const [width, height] = [40, 30];
    for (let round = 0; round < 10; round++) {
      const picture = (): Uint8Array => {
        const cells = Array.from({ length: 4 }, () => [0, 0, 1, 2, 3][Math.floor(random() * 5)]!);
        return Uint8Array.from({ length: width * height }, (_, i) => {
          return cells[(i % width < width / 2 ? 0 : 1) + (i < (width * height) / 2 ? 0 : 2)]!;
        });
      };
      const [rows, predicted] = [picture(), picture()];
      predicted.fill(4, 0, 30);
      const truth = trueMask(rows, width, height);
      const expected = noErrors();
      rows.forEach((row, i) => {
        const column = predicted[i]!;
        const nothing = column === 0 || column === 4;
        const fits = {
          edge: truth.rings[i]! <= 1,
          missed: row > 0 && !predicted.includes(row),
          partlyMissed: row > 0 && nothing,
          flooding: row === 0 && !nothing && rows.includes(column),
          confusion: row > 0 && !nothing && rows.includes(column),
          elsewhere: true,
        };
        const kind = (Object.keys(fits) as (keyof typeof fits)[]).find((item) => fits[item])!;
        if (row !== column) expected[kind] += 1;
      });
      expect(countErrors(truth, predicted, CLASSES)).toEqual(expected);
    }
  });
});
