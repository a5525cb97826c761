import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { edgeStrength } from './edgeStrength.ts';
import { findRegion } from './findRegion.ts';
import type { LabPhoto } from './LabPhoto.ts';
import { labIndex } from './LabPhoto.ts';
import { LiveWire } from './LiveWire.ts';
import { MagneticSides } from './MagneticSides.ts';
import { makeLabPhoto } from './makeLabPhoto.ts';
import { nearestPixel } from './nearestPixel.ts';
import { RegionFront } from './RegionFront.ts';
import { SmartStamp } from './SmartStamp.ts';
import { strongestEdge } from './strongestEdge.ts';

const at = (x: number, y: number) => ({ x: x + 0.5, y: y + 0.5 });

/** A photograph from a picture: each digit is a grey, 5 of CIELAB's lightness apart. */
function photo(picture: string): LabPhoto {
  const rows = picture.split('/');
  const [width, height] = [rows[0]!.length, rows.length];
  const data = Array.from(rows.join(''), Number);
  const lab = new Uint8Array(width * height * 3).fill(128);
  data.forEach((grey, i) => (lab[3 * i] = grey * 10));
  return { width, height, data: lab, scaleX: 1, scaleY: 1 };
}

describe('a photograph in Lab', () => {
  const make = (width: number, height: number, rgb: number[]): Promise<LabPhoto> =>
    makeLabPhoto({ width, height, data: Uint8Array.from(rgb) }, { width, height }, () => Promise.resolve());

  it('has white, black and red where CIELAB has them', async () => {
    const colour = async (...rgb: number[]): Promise<number[]> => [...(await make(1, 1, rgb)).data];
    const near = (found: number[], lab: number[]): void =>
      [found[0]! / 2, found[1]! - 128, found[2]! - 128].forEach((value, i) =>
        expect(Math.abs(value - lab[i]!)).toBeLessThan(2),
      );
    near(await colour(255, 255, 255), [100, 0, 0]);
    near(await colour(0, 0, 0), [0, 0, 0]);
    near(await colour(255, 0, 0), [53.2, 80.1, 67.2]);
  });

  it('is smoothed over three by three pixels, the rim going on beyond itself', async () => {
    const grey = (...values: number[]): number[] => values.flatMap((value) => [value, value, value]);
    const { data } = await make(3, 3, grey(0, 0, 0, 0, 180, 0, 0, 0, 0));
    // The dot is a ninth of every mean.
    expect(new Set(data.filter((_, i) => i % 3 === 0)).size).toBe(1);
    const step = (await make(4, 1, grey(0, 0, 180, 180))).data;
    expect(step[0]! < step[3]! && step[3]! < step[6]! && step[6]! < step[9]!).toBe(true);
  });

  it('is found by pixels of its image where it has fewer', () => {
    const half = { ...photo('12/34'), scaleX: 0.5, scaleY: 0.5 };
    expect([labIndex(half, 0, 0), labIndex(half, 1, 1), labIndex(half, 2, 1), labIndex(half, 3, 3)]).toEqual([
      0, 0, 3, 9,
    ]);
  });
});

describe('a touch of the smart brush', () => {
  const touch = (picture: string, x: number, y: number, radius = 9): ReturnType<typeof mask> => {
    const layer = mask(picture.replace(/\d/g, '.'));
    new SmartStamp(photo(picture)).paint(layer, { at: at(x, y), radius, shape: 'square', label: 1 });
    return layer;
  };

  it('paints what looks like its centre and hangs together with it', () => {
    expect(touch('1119111/1119111/1119111', 0, 1)).toMatchMask('111..../111..../111....');
    expect(touch('1119111/1119111/1119111', 3, 1)).toMatchMask('...1.../...1.../...1...');
  });

  it('reaches no further than the brush', () => {
    expect(touch('1111111/1111111/1111111', 0, 1, 1.5)).toMatchMask('11...../11...../11.....');
  });

  it('takes small shades along, and fills small holes that lie in it', () => {
    expect(touch('1212121/2121212', 0, 0)).toMatchMask('1111111/1111111');
    expect(touch('11111/11911/11111', 0, 0, 20)).toMatchMask('11111/11111/11111');
    expect(touch('11111/11911/11911', 0, 0, 20)).toMatchMask('11111/11.11/11.11');
  });

  it('paints nothing from beside the image, and spares what it may not paint', () => {
    expect(touch('111', 3, 0)).toMatchMask('...');
    const layer = mask('...');
    const mayPaint = (x: number): boolean => x !== 1;
    new SmartStamp(photo('111')).paint(layer, {
      ...{ at: at(0, 0), radius: 5, shape: 'round', label: 1, mayPaint },
    });
    expect(layer).toMatchMask('1.1');
  });
});

describe('edges', () => {
  const steps = photo('1119999/1119999/1119999');

  it('are strong where the photograph changes, whichever way, and nowhere else', () => {
    expect(edgeStrength(steps, 0, 1)).toBe(0);
    expect(edgeStrength(steps, 2, 1)).toBeCloseTo(20);
    expect(edgeStrength(photo('111/111/999/999'), 1, 2)).toBeCloseTo(20);
    // Beyond the rim nothing changes.
    expect(edgeStrength(steps, 6, 0)).toBe(0);
  });

  it('draw a point to them from nearby, and leave one that has none', () => {
    expect(strongestEdge(steps, at(0, 1), 3)).toEqual(at(2, 1));
    expect(strongestEdge(steps, at(0, 1), 1)).toEqual(at(0, 1));
    expect(strongestEdge(steps, { x: 6.2, y: 1.7 }, 1)).toEqual({ x: 6.2, y: 1.7 });
  });
});

describe('a wire', () => {
  // A light square on the dark: its edge goes round by the corner.
  const rows = Array.from({ length: 24 }, (_, y) =>
    y < 12 ? '1'.repeat(24) : '1'.repeat(12) + '9'.repeat(12),
  );
  const corner = photo(rows.join('/'));

  it('follows an edge round its corner rather than the straight way', () => {
    const points = new LiveWire(corner, corner, at(23, 12), 1).to(at(12, 23));
    const away = Math.min(...points.map(({ x, y }) => Math.hypot(x - 12, y - 12)));
    expect(away).toBeLessThan(3);
    for (const { x, y } of points) expect(Math.min(Math.abs(x - 12), Math.abs(y - 12))).toBeLessThan(2);
  });

  it('goes straight where nothing changes, and where its end is out of reach', () => {
    const flat = photo(Array.from({ length: 9 }, () => '1'.repeat(9)).join('/'));
    expect(new LiveWire(flat, flat, at(0, 0), 1).to(at(8, 8)).every(({ x, y }) => x === y)).toBe(true);
    const wide = { width: 2000, height: 1, data: new Uint8Array(6000), scaleX: 1, scaleY: 1 };
    expect(new LiveWire(wide, wide, at(0, 0), 1).to(at(1999, 0))).toEqual([]);
  });

  it('goes on from where it was, to the same ways as one that is asked first', () => {
    const wire = new LiveWire(corner, corner, at(23, 12), 1);
    wire.to(at(20, 14));
    const later = wire.to(at(12, 23));
    expect(later).toEqual(new LiveWire(corner, corner, at(23, 12), 1).to(at(12, 23)));
    expect(wire.to(at(23, 12))).toEqual([]);
  });

  it('of a polygon is found once for two corners, from the one that stays', () => {
    const sides = new MagneticSides();
    const sight = { photo: corner, size: corner, step: 1 };
    const [a, b] = [at(23, 12), at(12, 23)];
    const found = sides.between(a, b, sight);
    expect(sides.between(a, b, sight)).toBe(found);
    const moved = at(20, 12);
    const turned = sides.between(moved, b, { ...sight, held: moved });
    expect(turned).toEqual(new LiveWire(corner, corner, b, 1).to(moved).toReversed());
  });
});

describe('the rim of a region', () => {
  const front = (picture: string, labels: string, outwards: boolean) => {
    const layer = mask(labels);
    const region = findRegion(layer, (x, y) => layer.data[y * layer.width + x]!, nearest(layer));
    const rim = new RegionFront(layer, photo(picture), region, { outwards });
    const forward = (): boolean => {
      const step = rim.forward();
      for (const index of step?.pixels ?? []) layer.data[index] = outwards ? 1 : 0;
      return step !== undefined;
    };
    return { layer, rim, forward };
  };
  const nearest = (layer: ReturnType<typeof mask>) =>
    nearestPixel(layer, { x: 0, y: 0 }, 99, (x, y) => layer.data[y * layer.width + x] === 1)!;

  it('moves a pixel with each step, across corners every other time', () => {
    const flat = '11111/11111/11111/11111/11111';
    const { layer, forward } = front(flat, '00000/00000/00100/00000/00000', true);
    forward();
    expect(layer).toMatchMask('00000/00100/01110/00100/00000');
    forward();
    expect(layer).toMatchMask('01110/11111/11111/11111/01110');
  });

  it('stops on the crest of a strong edge, from both sides', () => {
    const picture = '1111148888/1111148888/1111148888';
    const grown = front(picture, '0110000000/0110000000/0110000000', true);
    while (grown.forward());
    expect(grown.layer).toMatchMask('1111110000/1111110000/1111110000');
    const shrunk = front(picture, '1111111110/1111111110/1111111110', false);
    while (shrunk.forward());
    expect(shrunk.layer).toMatchMask('1111100000/1111100000/1111100000');
  });

  it('goes back as it has come, and does not eat in from the rim of the image', () => {
    const { rim } = front('11111/11111', '01000/00000', true);
    const [first, second] = [rim.forward()!, rim.forward()!];
    expect(rim.length).toBe(2);
    expect(rim.back()).toBe(second);
    expect(rim.back()).toBe(first);
    expect(rim.back()).toBe(undefined);
    expect([...rim.forward()!.pixels].sort()).toEqual([...first.pixels].sort());
    expect(front('111/111', '111/111', false).forward()).toBe(false);
  });
});

it('the nearest pixel is nearest as the crow flies', () => {
  const layer = mask('10000/00000/00000/00000/00010');
  const find = (distance: number) =>
    nearestPixel(layer, { x: 3, y: 1 }, distance, (x, y) => layer.data[y * 5 + x] === 1);
  expect(find(3)).toEqual({ x: 3, y: 4 });
  expect(find(2)).toBe(undefined);
});
