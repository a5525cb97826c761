import { describe, expect, it } from 'vitest';
import { normaliseMaps } from './normaliseMaps.ts';
import { addResampled } from './resampleMap.ts';

describe('normaliseMaps', () => {
  it('cuts off the negative and divides each class by its maximum', () => {
    expect([...normaliseMaps(Float32Array.from([-1, 2, 4, 0, 1, 0.5]), 3)]).toEqual([0, 0.5, 1, 0, 1, 0.5]);
  });

  it('makes a class without positive activation all zeros', () => {
    expect([...normaliseMaps(Float32Array.from([-1, -2, 0]), 3)]).toEqual([0, 0, 0]);
  });
});

describe('addResampled', () => {
  it('adds a map of the same size as it is, without its negative part', () => {
    const target = new Float32Array(4).fill(1);
    addResampled(target, 2, Float32Array.from([1, -2, 3, 4]), { height: 2, width: 2 }, false);
    expect([...target]).toEqual([2, 1, 4, 5]);
  });

  it('turns a mirrored map around', () => {
    const target = new Float32Array(4);
    addResampled(target, 2, Float32Array.from([1, 2, 3, 4]), { height: 2, width: 2 }, true);
    expect([...target]).toEqual([2, 1, 4, 3]);
  });

  it('keeps a constant map constant on any grid', () => {
    const target = new Float32Array(2 * 25);
    addResampled(target, 5, new Float32Array(2 * 12).fill(0.25), { height: 3, width: 4 }, false);
    target.forEach((value) => expect(value).toBeCloseTo(0.25, 6));
  });

  it('samples like PyTorch’s bicubic interpolation', () => {
    // torch.nn.functional.interpolate(torch.tensor([[[[0., 1.], [2., 3.]]]]), size=(4, 4), mode='bicubic')[0, 0, 0]
    const expected = [-0.31640625, 0.015625, 0.5625, 0.89453125];
    const target = new Float32Array(16);
    addResampled(target, 4, Float32Array.from([0, 1, 2, 3]), { height: 2, width: 2 }, false);
    expected.forEach((value, i) => expect(target[i]).toBeCloseTo(value, 5));
  });
});
