import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import { encodeGreyPng, encodeVocPng } from './encodeVocPng.ts';
import { readIndexMask } from './readIndexMask.ts';

describe('connectedComponents', () => {
  it('joins pixels that touch by side or corner, and counts boxes from 1', () => {
    const { components, ids } = connectedComponents(mask('110/001/v22'));
    expect(components.map(({ label, area, box }) => [label, area, box])).toEqual([
      [1, 3, { xmin: 1, ymin: 1, xmax: 3, ymax: 2 }],
      [2, 2, { xmin: 2, ymin: 3, xmax: 3, ymax: 3 }],
    ]);
    expect([...ids]).toEqual([1, 1, 0, 0, 0, 1, 0, 2, 2]);
  });

  it('keeps regions of the same label apart, and finds none in background and void', () => {
    expect(connectedComponents(mask('1001/1001')).components).toHaveLength(2);
    expect(connectedComponents(mask('00v/v00')).components).toEqual([]);
  });
});

describe('masks as PNG', () => {
  it('come back as they went, from palette and grey', () => {
    const labels = mask('019v/3v07');
    expect(readIndexMask(encodeVocPng(labels), 'a.png')).toMatchMask('019v/3v07');
    expect(readIndexMask(encodeGreyPng(labels), 'a.png')).toMatchMask('019v/3v07');
  });

  it('of fewer bits are unpacked', () => {
    const bits = encode({
      width: 10,
      height: 1,
      data: Uint8Array.from([0b10110011, 0b01000000]),
      depth: 1,
      channels: 1,
    });
    expect(readIndexMask(bits, 'bits.png')).toMatchMask('1011001101');
  });

  it('with colours, or no PNG at all, are refused by name', () => {
    const colours = encode({ width: 1, height: 1, data: Uint8Array.from([1, 2, 3]), channels: 3 });
    expect(() => readIndexMask(colours, 'rgb.png')).toThrow('rgb.png is a PNG with 3 channels of 8 bits');
    expect(() => readIndexMask(Uint8Array.of(1, 2, 3), 'no.png')).toThrow(
      'no.png is not a readable PNG mask',
    );
  });
});
