import { describe, expect, it } from 'vitest';
import { mask, pictureOf } from '../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../testing/random.ts';
import { findObjects } from './findObjects.ts';
import type { ObjectEdit, Place } from './ObjectEdit.ts';

/** The middle of a pixel. */
const at = (x: number, y: number): Place => ({ x: x + 0.5, y: y + 0.5 });
const cut = (...points: Place[]): ObjectEdit => ({ kind: 'cut', points });
const seeds = (...points: Place[]): ObjectEdit => ({ kind: 'seeds', points });
const join = (one: Place, other: Place): ObjectEdit => ({ kind: 'join', points: [one, other] });

/** The numbers of the objects as a picture. */
function objectsIn(picture: string, ...edits: ObjectEdit[]): string {
  const labelMap = mask(picture);
  const { ids } = findObjects(labelMap, edits);
  return pictureOf({ width: labelMap.width, data: Uint8Array.from(ids) });
}

describe('objects', () => {
  it('are the regions of each class that touch by side or corner', () => {
    expect(objectsIn('1100/0011/v022')).toBe('1100/0011/0022');
  });

  it('have a label, an area and a box that counts from 1', () => {
    const { objects } = findObjects(mask('0110/0110/2222'), [cut(at(2, 0), at(2, 1))]);
    expect(objects).toEqual([
      { label: 1, area: 4, box: { xmin: 2, ymin: 1, xmax: 3, ymax: 2 }, seed: 1 },
      { label: 2, area: 4, box: { xmin: 1, ymin: 3, xmax: 4, ymax: 3 }, seed: 8 },
    ]);
  });
});

describe('a cut', () => {
  it('parts what it goes right through, and gives its own pixels to the nearest part', () => {
    expect(objectsIn('11111/11111/11111', cut(at(2, 0), at(2, 2)))).toBe('11122/11122/11122');
  });

  it('parts regions that touch by corners alone', () => {
    expect(objectsIn('10000/01000/00100/00010/00001', cut(at(4, 0), at(0, 4)))).toBe(
      '10000/01000/00100/00020/00002',
    );
  });

  it('leaves no gap where it runs aslant', () => {
    const full = Array.from({ length: 9 }, () => '1'.repeat(9)).join('/');
    for (const [from, to] of [
      [at(0, 0), at(8, 8)],
      [at(8, 0), at(0, 8)],
      [at(0, 2), at(8, 7)],
      [at(3, 0), at(6, 8)],
    ] as const)
      expect(findObjects(mask(full), [cut(from, to)]).objects).toHaveLength(2);
  });

  it('parts several regions at once, and may come from outside of the image', () => {
    expect(objectsIn('1111/0000/2222', cut({ x: 2.5, y: -900 }, { x: 2.5, y: 700 }))).toBe('1112/0000/3334');
  });

  it('that does not go right through has no effect', () => {
    expect(objectsIn('111/111/111', cut(at(1, 0), at(1, 1)))).toBe('111/111/111');
    expect(objectsIn('111/111/111', cut({ x: -5, y: -5 }, { x: -5, y: 9 }))).toBe('111/111/111');
  });

  it('leaves no splinter where it cuts off a pixel of a large region', () => {
    const full = Array.from({ length: 20 }, () => '1'.repeat(20)).join('/');
    expect(findObjects(mask(full), [cut(at(0, 1), at(1, 1), at(1, 0))]).objects).toHaveLength(1);
  });

  it('after which the labels have changed cuts what is there now', () => {
    expect(objectsIn('11000/11000', cut(at(2, 0), at(2, 1)))).toBe('11000/11000');
    expect(objectsIn('00111/11111', cut(at(3, 0), at(3, 1)))).toBe('00112/11112');
  });
});

describe('seeds', () => {
  it('part a region halfway between them', () => {
    expect(objectsIn('11111111', seeds(at(1, 0), at(6, 0)))).toBe('11112222');
  });

  it('part along paths inside the region, not as the crow flies', () => {
    // The end of the right arm is beside the left seed, and far from it.
    const picture = '10001/10001/10001/11111';
    expect(objectsIn(picture, seeds(at(0, 0), at(4, 1)))).toBe('10002/10002/10002/11222');
  });

  it('in several regions part each that holds two of them', () => {
    expect(objectsIn('1111/0000/1111', seeds(at(0, 0), at(3, 0), at(1, 2)))).toBe('1122/0000/3333');
  });

  it('on one pixel, or beside regions, have no effect', () => {
    expect(objectsIn('1111', seeds(at(1, 0), at(1, 0)))).toBe('1111');
    expect(objectsIn('1100', seeds(at(1, 0), at(3, 0)))).toBe('1100');
  });
});

describe('a join', () => {
  it('makes one of two regions of a class, and none of two classes', () => {
    expect(objectsIn('101/202', join(at(0, 0), at(2, 0)))).toBe('101/203');
    expect(objectsIn('101/202', join(at(0, 0), at(0, 1)))).toBe('102/304');
    expect(objectsIn('101/202', join(at(0, 0), at(1, 0)))).toBe('102/304');
  });

  it('puts together what was cut, so that it can be cut anew', () => {
    const first = cut(at(1, 0), at(1, 1));
    const again = join(at(0, 0), at(4, 0));
    expect(objectsIn('11111/11111', first, again)).toBe('11111/11111');
    expect(objectsIn('11111/11111', first, again, cut(at(3, 0), at(3, 1)))).toBe('11112/11112');
  });

  it('stays with the largest part of what is cut later, and its pieces are parted by seeds', () => {
    const joined = join(at(0, 0), at(7, 0));
    expect(objectsIn('11111011', joined, cut(at(1, 0), { x: 1.5, y: 1 }))).toBe('11222022');
    expect(objectsIn('11111011', joined, seeds(at(0, 0), at(7, 0)))).toBe('11111022');
  });
});

it('every pixel of a class is in one object of its class, whatever is done', () => {
  const random = seededRandom(7);
  const [width, height] = [24, 17];
  const place = (): Place => ({ x: random() * 30 - 3, y: random() * 23 - 3 });
  for (let round = 0; round < 60; round++) {
    const data = Uint8Array.from({ length: width * height }, () =>
      random() < 0.1 ? 255 : random() < 0.85 ? 1 : 2,
    );
    const edits = Array.from({ length: 8 }, () => {
      const kind = random();
      if (kind < 0.4) return cut(place(), place(), place());
      return kind < 0.7 ? seeds(place(), place(), place()) : join(place(), place());
    });
    const { ids, objects } = findObjects({ width, height, data }, edits);
    const areas = objects.map(() => 0);
    let isSound = true;
    ids.forEach((id, i) => {
      const isLabelled = data[i] !== 255;
      if (isLabelled !== id > 0 || (isLabelled && objects[id - 1]?.label !== data[i])) isSound = false;
      if (id > 0) areas[id - 1]! += 1;
    });
    expect(isSound).toBe(true);
    expect(objects.map(({ area }) => area)).toEqual(areas);
    expect(objects.map(({ seed }) => seed)).toEqual(objects.map((_, k) => ids.indexOf(k + 1)));
  }
});
