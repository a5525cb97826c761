import { expect, it } from 'vitest';
import { riskiest } from './riskiest.ts';

it('open images come by risk, then those of which none is known, then decided ones', () => {
  const image = (id: number, state: 'proposed' | 'accepted' | 'new') => ({ id, state });
  const images = [image(1, 'accepted'), image(2, 'new'), image(3, 'proposed'), image(4, 'proposed')];
  const risks = new Map([
    [1, 0.9],
    [3, 0.2],
    [4, 0.7],
  ]);
  expect(riskiest(images, (id) => risks.get(id))).toEqual([3, 2, 1, 0]);
});
