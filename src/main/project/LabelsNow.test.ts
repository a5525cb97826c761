import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { LabelsNow } from './LabelsNow.ts';

const [BACKGROUND, PROPOSAL] = [0, 254];

/** Classes 1 and 5 are there; 2 became 1, 3 became 2, 4 background, 6 whatever is proposed. */
const now = new LabelsNow(
  new Set([1, 5]),
  new Map([
    [2, 1],
    [3, 2],
    [4, BACKGROUND],
    [6, PROPOSAL],
  ]),
);

describe('labels that were written once', () => {
  it('are read as what they have become, through any number of steps', () => {
    expect([1, 2, 3, 4, 5, 6, 0, 255].map((label) => now.of(label))).toEqual([1, 1, 1, 0, 5, 254, 0, 255]);
    const values = { width: 4, data: now.values(mask('1234/56v.').data) };
    expect({ ...values, height: 2 }).toMatchMask('1110/5.v.');
  });

  it('are tags once each, without those that have become none', () => {
    expect(now.classes([5, 3, 2, 4])).toEqual([1, 5]);
  });

  it('have the threshold of the class itself, else of the first that has become it', () => {
    expect(now.thresholds({ 1: 0.1, 2: 0.2, 4: 0.4 })).toEqual({ 1: 0.1 });
    expect(now.thresholds({ 2: 0.2, 3: 0.3, 5: 0.5 })).toEqual({ 1: 0.2, 5: 0.5 });
  });

  it('stay written where what is wanted says the same', () => {
    expect(now.tagsToWrite([2, 4, 5], [1, 5])).toEqual([2, 4, 5]);
    expect(now.tagsToWrite([2, 4], [5])).toEqual([4, 5]);
    expect(now.tagsToWrite([1, 2], [1])).toEqual([1, 2]);
    // A classifier still sees both, and says so by their own labels.
    expect(now.tagsToWrite([2], [1, 2])).toEqual([1, 2]);
    expect(now.thresholdsToWrite({ 2: 0.2, 4: 0.4 }, { 1: 0.2 })).toEqual({ 2: 0.2, 4: 0.4 });
    expect(now.thresholdsToWrite({ 2: 0.2, 4: 0.4 }, { 1: 0.7, 5: 0.5 })).toEqual({
      ...{ 1: 0.7, 2: 0.2, 4: 0.4, 5: 0.5 },
    });
    expect(now.thresholdsToWrite({ 1: 0.1, 2: 0.2 }, {})).toEqual({});
  });

  it('become only what can be told', () => {
    const circle = new Map([
      [2, 3],
      [3, 2],
    ]);
    expect(() => new LabelsNow(new Set([1]), circle)).toThrow('class 2');
    expect(() => new LabelsNow(new Set([1]), new Map([[2, 9]]))).toThrow('class 2');
  });
});
