import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../../testing/random.ts';
import { PairCounts } from './PairCounts.ts';
import { agreementOfMaps, pairAgreement } from './pairAgreement.ts';

const of = (one: string, other: string) => agreementOfMaps(mask(one).data, mask(other).data);

it('what both say alike is perfect, and what is void to either does not count', () => {
  expect(of('0112v', '0112v')).toEqual({
    classes: [
      { label: 1, iou: 1, kappa: 1 },
      { label: 2, iou: 1, kappa: 1 },
    ],
    ...{ miou: 1, kappa: 1, pixels: 4, differing: 0 },
  });
  expect(of('1v00', '1102')).toMatchObject({
    classes: [{ iou: 1 }, { label: 2, iou: 0 }],
    pixels: 3,
    miou: 0.5,
  });
  expect(of('00', '00')).toEqual({ classes: [], miou: 1, kappa: null, pixels: 2, differing: 0 });
});

it('kappa is that of the example of two raters who say yes 25 and 30 times of 50, and agree 35 times', () => {
  // 20 twice yes, 5 and 10 that differ, 15 twice no: p_o = 0.7, p_e = 0.5.
  const one = Uint8Array.from({ length: 50 }, (_, i) => Number(i < 25));
  const other = Uint8Array.from({ length: 50 }, (_, i) => Number(i < 20 || i >= 40));
  const { kappa, classes } = agreementOfMaps(one, other);
  expect(kappa).toBeCloseTo(0.4, 10);
  expect(classes[0]!.kappa).toBeCloseTo(0.4, 10);
  expect(classes[0]!.iou).toBeCloseTo(20 / 35, 10);
});

it('kappa of what has nothing to do with each other is near 0, and neither order matters', () => {
  const random = seededRandom(5);
  const [one, other] = [0, 1].map(() => Uint8Array.from({ length: 20_000 }, () => Math.floor(random() * 4)));
  const there = agreementOfMaps(one!, other!);
  expect(Math.abs(there.kappa!)).toBeLessThan(0.03);
  expect(there).toEqual(agreementOfMaps(other!, one!));
  const counts = new PairCounts();
  const parts = [0, 1].map((part) => {
    const half = new PairCounts();
    half.add(
      one!.subarray(part * 10_000, (part + 1) * 10_000),
      other!.subarray(part * 10_000, (part + 1) * 10_000),
    );
    return half;
  });
  for (const part of parts) counts.addAll(part);
  expect(pairAgreement(counts)).toEqual(there);
});
