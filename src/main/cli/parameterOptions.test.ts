import { describe, expect, it } from 'vitest';
import { countOption, numberIn, parseParameters, textOption } from './parameterOptions.ts';

describe('options that are wrong', () => {
  it.each([
    ['gamma', '99', '--gamma takes a number, 0 to 32, not "99".'],
    ['beta', 'much', '--beta takes a number, 0 to 1, not "much".'],
    ['steps', '2.5', '--steps takes a whole number, 1 to 16, not "2.5".'],
    ['coupling', 'tight', '--coupling takes one of cam, direct, adcam, not "tight".'],
    ['direction', 'up', '--direction takes one of gather, scatter, not "up".'],
  ])('--%s %s is refused with its range', (key, value, words) => {
    expect(() => parseParameters({ [key]: value })).toThrow(words);
  });

  it('numbers are decimal, and texts not empty', () => {
    expect(['7', '-3', '0.5', '.5', '1e3'].map(numberIn)).toEqual([7, -3, 0.5, 0.5, 1000]);
    expect(['0x10', '0b1', 'Infinity', '1_000', ''].map(numberIn)).toEqual([
      ...['0x10', '0b1', 'Infinity', '1_000', ''],
    ]);
    expect(() => countOption({ limit: '-3' }, 'limit')).toThrow('--limit takes a whole number above 0.');
    expect(() => textOption({ valList: ' ' }, 'valList')).toThrow(
      '--val-list takes a value that is not empty.',
    );
  });
});
