import { describe, expect, it } from 'vitest';
import { adcam } from '../models/adcam/adcam.ts';
import { clicks } from '../models/clicks/clicks.ts';
import { chooseKind, optionOf, packFlags } from './packFlags.ts';

const kinds = [adcam, clicks];

describe('flags of `camweave pack`', () => {
  it('are each there once, whatever kinds share', () => {
    const names = packFlags(kinds).map(optionOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['cnn', 'encoder', 'out', 'mean', 'vitSize', 'json']));
  });

  it('that are needed choose the kind; without any it is the first', () => {
    expect(chooseKind(kinds, { encoder: 'e.onnx', mean: 0.5, out: 'o' })).toBe(clicks);
    expect(chooseKind(kinds, { vit: 'v.onnx' })).toBe(adcam);
    expect(chooseKind(kinds, {})).toBe(adcam);
  });

  it('of two kinds are not mixed', () => {
    expect(() => chooseKind(kinds, { cnn: 'c.onnx', vit: 'v.onnx', decoder: 'd.onnx' })).toThrow(
      '--decoder and --cnn make packs of different kinds',
    );
  });
});
