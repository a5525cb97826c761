import { describe, expect, it } from 'vitest';
import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { ClassOrder } from './classOrder.ts';
import { heightsOf } from './classOrder.ts';
import { ClassNames } from '../dataset/ClassNames.ts';
import type { Composed } from './composeShapes.ts';
import { composeShapes } from './composeShapes.ts';
import { Losses } from './Losses.ts';
import type { Shape } from './Shape.ts';

const LABELS = new Map([
  ['cat', 1],
  ['dog', 2],
  ['cow', 3],
]);

/** A rectangle of a class: columns [x, right), rows [y, bottom). */
function box(className: string, x: number, y: number, right: number, bottom: number): Shape {
  return {
    ...{ className, what: 'polygons' },
    area: { kind: 'rings', parts: [[[x, y, right, y, right, bottom, x, bottom]]] },
  };
}

function compose(
  shapes: readonly Shape[],
  order: ClassOrder = 'later',
  size = { width: 6, height: 3 },
): Composed & { lost: string | undefined } {
  const losses = new Losses();
  const heights = heightsOf(order, new ClassNames([...LABELS.keys()]), LABELS);
  const labelOf = (name: string): number => LABELS.get(name) ?? VOID;
  const composed = composeShapes(shapes, size, { labelOf, heights, losses }, 'a.json');
  return { ...composed, lost: losses.words };
}

describe('shapes of an image', () => {
  const cat = box('cat', 0, 0, 4, 2);
  const dog = box('dog', 2, 1, 6, 3);

  it('lie over those before them, unless classes are put in order', () => {
    expect(compose([cat, dog])).toMatchMask('111100/112222/002222');
    expect(compose([dog, cat])).toMatchMask('111100/111122/002222');
    expect(compose([cat, dog], ['cat'])).toMatchMask('111100/111122/002222');
    expect(compose([dog, cat], ['dog', 'cat'])).toMatchMask('111100/112222/002222');
    expect(compose([dog, cat, box('cow', 0, 0, 6, 3)], ['dog', 'cat'])).toMatchMask('111133/112222/332222');
  });

  it('say how many pixels classes take from each other, and nothing of those of one class', () => {
    const { overlapping, pairs } = compose([cat, dog, box('cow', 2, 1, 3, 2)]);
    expect(overlapping).toBe(2);
    expect(pairs).toEqual([
      { over: 2, under: 1, pixels: 2 },
      { over: 3, under: 2, pixels: 1 },
    ]);
    expect(compose([cat, box('cat', 2, 0, 6, 2)]).overlapping).toBe(0);
  });

  it('are void where they are crowds, or of no class of the project, and lie under all others then', () => {
    const crowd: Shape = { ...box('cat', 2, 1, 6, 3), isCrowd: true };
    expect(compose([cat, crowd])).toMatchMask('111100/1111vv/00vvvv');
    expect(compose([cat, box('zebra', 2, 1, 6, 3)])).toMatchMask('111100/1111vv/00vvvv');
    expect(compose([cat, crowd])).toMatchObject({ overlapping: 0, lost: 'crowds, which become void (1)' });
  });

  it('are the union of their parts, each with its holes', () => {
    const square = (from: number, to: number): number[] => [from, from, to, from, to, to, from, to];
    const parts = [[square(0, 5), square(1, 4)], [square(2, 3)], [square(2, 6)]];
    const size = { width: 6, height: 6 };
    const shape: Shape = { className: 'cat', what: 'polygons', area: { kind: 'rings', parts } };
    expect(compose([shape], 'later', size)).toMatchMask('111110/100010/101111/101111/111111/001111');
  });

  it('may be runs down the columns, or pixels that lie partly beside the image', () => {
    const runs: Shape = {
      className: 'cat',
      what: 'masks',
      area: { kind: 'counts', counts: () => [1, 3, 14] },
    };
    expect(compose([runs])).toMatchMask('010000/100000/100000');
    const inside = Uint8Array.from([1, 1, 0, 1, 0, 1]);
    const pixels: Shape = {
      ...{ className: 'dog', what: 'masks' },
      area: { kind: 'pixels', x: -1, y: 2, width: 3, height: 2, inside: () => inside },
    };
    expect(compose([pixels])).toMatchMask('000000/000000/200000');
    const corner = { ...pixels.area, x: 4, y: -1 } as Shape['area'];
    expect(compose([{ ...pixels, area: corner }])).toMatchMask('000020/000000/000000');
  });

  it('that are lost are counted: bad ones, those beside the image, below a pixel, without an outline, or hidden', () => {
    const bad = (...ring: number[]): Shape => ({
      ...{ className: 'cat', what: 'polygons' },
      area: { kind: 'rings', parts: [[ring]] },
    });
    const runs: Shape = { className: 'cat', what: 'masks', area: { kind: 'counts', counts: () => [1, 3] } };
    const { data, lost } = compose([
      ...[box('cat', 0, 0, 1, 1), bad(0, 0, 1, 1), bad(0, 0, NaN, 1, 2, 2), bad(0, 0, 1e9, 1, 2, 2), runs],
      ...[box('cat', 10, 10, 20, 20), box('cat', 1.6, 1.6, 1.9, 1.9)],
      ...[{ className: 'cat', what: 'boxes', area: { kind: 'unknown' } } as const, box('dog', 0, 0, 1, 1)],
    ]);
    expect(lost?.split(', ')).toEqual([
      'polygons with fewer than three corners (1)',
      'polygons with coordinates that are no numbers (1)',
      'polygons with coordinates far beside every image (1)',
      'masks with runs that do not fill their image (1)',
      'polygons beside the image or smaller than a pixel (2)',
      'boxes without an outline (1)',
      'polygons that lie wholly under others (1)',
    ]);
    expect([...data].filter((label) => label !== 0)).toEqual([2]);
  });

  it('that cross themselves are filled by the even-odd rule, and told', () => {
    const bow: Shape = {
      ...{ className: 'cat', what: 'polygons' },
      area: { kind: 'rings', parts: [[[0, 0, 20, 20, 20, 0, 0, 20]]] },
    };
    const { lost, data } = compose([bow], 'later', { width: 20, height: 20 });
    expect(lost).toBe('polygons that cross themselves, filled by the even-odd rule (1)');
    expect([data[10 * 20 + 1], data[20 + 10]]).toEqual([1, 0]);
    const plain = compose([box('cat', 0, 0, 20, 20)], 'later', { width: 20, height: 20 });
    expect(plain.lost).toBeUndefined();
  });

  it('of one class that touch become one region, and that is told once for each two of them', () => {
    const touching = compose([box('cat', 0, 0, 2, 3), box('cat', 2, 0, 4, 3), box('cat', 5, 0, 6, 3)]);
    expect(touching.lost).toBe('objects of one class that touch, which become one region (1)');
    const same = [box('cat', 0, 0, 2, 3), box('cat', 2, 0, 4, 3)].map((shape) => ({ ...shape, object: 7 }));
    expect(compose(same).lost).toBeUndefined();
    expect(compose([box('cat', 0, 0, 2, 1), box('cat', 2, 1, 4, 3)]).lost).toContain('touch');
  });

  it('are refused where they would take for ever', () => {
    expect(() => compose(Array.from({ length: 70_000 }, () => box('cat', 0, 0, 1, 1)))).toThrow(
      'a.json has 70000 shapes; 65535 are the most',
    );
    const size = { width: 1000, height: 4000 };
    const all = Array.from({ length: 60 }, () => box('cat', 0, 0, 1000, 4000));
    expect(() => compose(all, 'later', size)).toThrow('cover it many times over');
    const zigzag = Array.from({ length: 60_000 }, (_, i) => [i / 20, i % 2 === 0 ? 0 : 4000]).flat();
    const shape: Shape = { className: 'cat', what: 'polygons', area: { kind: 'rings', parts: [[zigzag]] } };
    expect(compose([shape], 'later', size).lost).toBe('polygons with too many sides to be filled (1)');
  });
});
