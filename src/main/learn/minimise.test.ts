import { expect, it } from 'vitest';
import { minimise } from './minimise.ts';

it('finds the minimum of a long narrow valley', () => {
  // Rosenbrock's function in ten dimensions; its minimum is at ones.
  const found = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let value = 0;
      for (let i = 0; i + 1 < x.length; i++) {
        const [a, b] = [x[i]!, x[i + 1]!];
        value += 100 * (b - a * a) ** 2 + (1 - a) ** 2;
        gradient[i]! += -400 * a * (b - a * a) - 2 * (1 - a);
        gradient[i + 1]! += 200 * (b - a * a);
      }
      return value;
    },
    new Float64Array(10),
    { iterations: 500, tolerance: 0 },
  );
  for (const x of found) expect(x).toBeCloseTo(1, 4);
});

it('ends where it began when nothing can be gained', () => {
  const flat = minimise((_, gradient) => (gradient.fill(0), 3), Float64Array.of(1, 2), { iterations: 9 });
  expect([...flat]).toEqual([1, 2]);
});

it('takes no step to where the value is no number', () => {
  const found = minimise(
    (x, gradient) => ((gradient[0] = -1), x[0]! > 2 ? NaN : -x[0]!),
    Float64Array.of(0),
    { iterations: 50 },
  );
  expect(found[0]).toBeGreaterThan(1);
  expect(found[0]).toBeLessThanOrEqual(2);
});
