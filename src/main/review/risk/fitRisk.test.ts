import { expect, it } from 'vitest';
import { seededRandom } from '../../../../testing/random.ts';
import { fitRisk } from './fitRisk.ts';
import { riskOf } from './RiskModel.ts';

const random = seededRandom(5);
const EXAMPLES = Array.from({ length: 200 }, () => {
  const [a, b] = [random(), random()];
  return { said: { a, b }, wrong: 0.1 + 0.6 * a + 0.001 * random() };
});

it('finds which score says it', () => {
  const { intercept, scores } = fitRisk(EXAMPLES, { ids: ['a', 'b'], strength: 0.01 });
  expect(scores['a']!.weight).toBeCloseTo(0.6, 2);
  expect(scores['b']!.weight).toBeCloseTo(0, 2);
  expect(intercept).toBeCloseTo(0.1, 2);
});

it('stays with what was known where examples are few, and leaves it where they are many', () => {
  const prior = {
    intercept: 0,
    scores: { a: { weight: 0, usual: 0.5 }, b: { weight: 1, usual: 0.5 } },
  };
  const after = (count: number): number =>
    fitRisk(EXAMPLES.slice(0, count), { ids: ['a', 'b'], strength: 20, prior }).scores['b']!.weight;
  expect(after(2)).toBeGreaterThan(0.85);
  expect(after(200)).toBeLessThan(0.2);
});

it('a score that never varies, or is nowhere known, changes nothing', () => {
  const examples = EXAMPLES.map(({ said, wrong }) => ({ said: { a: said.a, c: 0.3 }, wrong }));
  const { scores } = fitRisk(examples, { ids: ['a', 'c', 'd'], strength: 1 });
  expect(scores['c']!.weight).toBe(0);
  expect(scores['d']!.weight).toBe(0);
  expect(scores['a']!.weight).toBeGreaterThan(0.5);
});

it('risks keep their order beyond what an IoU can be', () => {
  const model = { intercept: 0.5, scores: { a: { weight: 1, usual: 0.2 } } };
  const risks = [0, 0.4, 0.6, 1].map((a) => riskOf(model, { a }));
  expect(risks.every((risk, i) => risk > 0 && risk < 1 && (i === 0 || risk > risks[i - 1]!))).toBe(true);
  expect(riskOf(model, {})).toBe(riskOf(model, { a: 0.2 }));
});
