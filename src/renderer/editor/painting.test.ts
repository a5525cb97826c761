import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { findRegion } from './findRegion.ts';
import { emptyLayer } from '../../shared/labels/Layer.ts';
import { brushBounds, paintBrush } from './paintBrush.ts';
import { paintPolygon } from './paintPolygon.ts';
import { StrokeRecorder } from './StrokeRecorder.ts';

const at = (x: number, y: number) => ({ x: x + 0.5, y: y + 0.5 });

describe('a brush', () => {
  it('paints every pixel whose centre it covers, round or square', () => {
    const round = mask('...../...../...../...../.....');
    const spot = { from: at(2, 2), to: at(2, 2), radius: 2, label: 1 };
    paintBrush(round, { ...spot, shape: 'round' });
    expect(round).toMatchMask('..1../.111./11111/.111./..1..');
    const square = mask('...../...../...../...../.....');
    paintBrush(square, { ...spot, radius: 1, shape: 'square' });
    expect(square).toMatchMask('...../.111./.111./.111./.....');
  });

  it('leaves no gap on a fast way, and ends at the edge of the image', () => {
    const layer = mask('......./......./.......');
    paintBrush(layer, { from: at(-4, 0), to: at(6, 2), radius: 0.8, shape: 'round', label: 2 });
    expect(layer).toMatchMask('2....../222222./..22222');
  });

  it('spares what it may not paint', () => {
    const layer = mask('....');
    const mayPaint = (x: number): boolean => x !== 1;
    paintBrush(layer, { from: at(0, 0), to: at(3, 0), radius: 0.5, shape: 'square', label: 0, mayPaint });
    expect(layer).toMatchMask('0.00');
  });
});

it('a polygon fills by the even-odd rule', () => {
  const layer = mask('....../....../....../......');
  const points = [at(0, 0), at(4, 0), at(4, 3), at(0, 3)].map(({ x, y }) => ({ x: x + 0.2, y: y + 0.2 }));
  paintPolygon(layer, points, { label: 3 });
  expect(layer).toMatchMask('....../.3333./.3333./.3333.');
});

it('a region is what hangs together with the pixel that was clicked, not across corners', () => {
  const { width, height, data } = mask('1100/1011/0011');
  const region = findRegion({ width, height }, (x, y) => data[y * width + x]!, { x: 0, y: 0 });
  expect(region).toMatchObject({ label: 1, x: 0, y: 0, width: 2, height: 2 });
  expect([...region.pixels].sort((a, b) => a - b)).toEqual([0, 1, 4]);
});

describe('a stroke', () => {
  it('keeps what was there before, over tile borders, and can be taken back', () => {
    const layer = emptyLayer(150, 90);
    layer.data[70 * 150 + 64] = 5;
    const stroke = new StrokeRecorder(layer, 1);
    const way = { from: at(60, 60), to: at(90, 75) };
    stroke.touch(brushBounds(way.from, way.to, 6));
    paintBrush(layer, { ...way, radius: 6, shape: 'round', label: 1 });
    const { x, y, width, height, before, after } = stroke.finish()!;
    expect([x, y, width, height]).toEqual([54, 54, 43, 28]);
    expect(before.filter((value) => value !== 254)).toEqual(Uint8Array.of(5));
    expect(after.filter((value) => value === 1).length).toBeGreaterThan(400);
    stroke.cancel();
    expect(layer.data.filter((value) => value !== 254)).toEqual(Uint8Array.of(5));
  });

  it('that changes nothing is none', () => {
    const layer = emptyLayer(10, 10);
    const stroke = new StrokeRecorder(layer, 1);
    stroke.touch({ x: 2, y: 2, width: 3, height: 3 });
    expect(stroke.finish()).toBeUndefined();
  });
});
