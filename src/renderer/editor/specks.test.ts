import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import type { Cleaned } from './specks.ts';
import { fillHoles, findHoles, findSpecks, removeSpecks } from './specks.ts';

type Picture = ReturnType<typeof mask>;

function cleaned(picture: Picture, changes: readonly Cleaned[]): Picture {
  const data = Uint8Array.from(picture.data);
  for (const { pixels, label } of changes) for (const index of pixels) data[index] = label;
  return { ...picture, data };
}
const without = (picture: Picture, largest: number): Picture =>
  cleaned(picture, removeSpecks(picture, findSpecks(picture, largest)));
const filled = (picture: Picture, largest: number): Picture =>
  cleaned(picture, fillHoles(picture, findHoles(picture, largest)));

describe('specks', () => {
  it('are regions of a class up to a size, joined by corners too, and never background or void', () => {
    const picture = mask('1000v/01002/00300');
    const specks = findSpecks(picture, 2).map(({ label, pixels }) => [label, pixels.length]);
    expect(specks).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
    expect(findSpecks(picture, 1).map(({ label }) => label)).toEqual([2, 3]);
  });

  it('become what has the longest border with them', () => {
    expect(without(mask('111000/131000/111000/000020'), 1)).toMatchMask('111000/111000/111000/000000');
    expect(without(mask('112222/132222/112222'), 1)).toMatchMask('112222/112222/112222');
    expect(without(mask('111111/111v3v/111vvv'), 1)).toMatchMask('111111/111vvv/111vvv');
  });

  it('become the lower of two labels that are as long around them', () => {
    expect(without(mask('2223111/2223111'), 2)).toMatchMask('2221111/2221111');
  });

  it('do not become each other, and leave background where they were all there was', () => {
    expect(without(mask('1111/1231/1111'), 1)).toMatchMask('1111/1111/1111');
    expect(without(mask('12'), 1)).toMatchMask('00');
  });

  it('that are larger stay', () => {
    expect(without(mask('1100/0000/0020'), 1)).toMatchMask('1100/0000/0000');
  });
});

describe('holes', () => {
  it('are filled with the class around them', () => {
    expect(filled(mask('11100/10100/11100/00222/002v2/00222'), 9)).toMatchMask(
      '11100/11100/11100/00222/00222/00222',
    );
  });

  it('of background and void together are one', () => {
    expect(filled(mask('1111/10v1/1111'), 2)).toMatchMask('1111/1111/1111');
    expect(findHoles(mask('1111/10v1/1111'), 1)).toEqual([]);
  });

  it('are closed by corners, as the class around them holds together by them', () => {
    expect(filled(mask('010/101/010'), 1)).toMatchMask('010/111/010');
  });

  it('have one class alone around them, and do not reach the edge of the image', () => {
    const open = mask('111/101/122');
    expect(filled(open, 9)).toMatchMask('111/101/122');
    const beside = mask('1110/1011/1111');
    expect(filled(beside, 9)).toMatchMask('1110/1111/1111');
  });
});
