import { expect, it } from 'vitest';
import { splitSchema } from './splitOptions.ts';

it('shares of at most all images are taken, others are refused in one sentence', () => {
  expect(splitSchema.parse({ valShare: 0.6, testShare: 0.39 })).toMatchObject({
    valShare: 0.6,
    testShare: 0.39,
  });
  for (const [valShare, testShare] of [
    [0.57, 0.43],
    [0.9, 0.1],
    [0, 1],
  ] as const)
    expect(splitSchema.parse({ valShare, testShare })).toMatchObject({ valShare, testShare });
  for (const [valShare, testShare] of [
    [0.7, 0.5],
    [1, 0.001],
  ] as const)
    expect(splitSchema.safeParse({ valShare, testShare }).error?.issues).toMatchObject([
      {
        message: `The shares for validation (${valShare}) and testing (${testShare}) add up to more than 1: make them smaller.`,
      },
    ]);
});

it('ids of parts are taken as they are', () => {
  expect(splitSchema.parse({ val: ['a'] })).toEqual({ val: ['a'] });
});
