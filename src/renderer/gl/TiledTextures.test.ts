import { expect, it } from 'vitest';
import { tilesUnder, tilingOf } from './TiledTextures.ts';

it('an image within the limit is one tile of its own size', () => {
  expect(tilingOf(6000, 4000, 8192)).toEqual({ tileWidth: 6000, tileHeight: 4000, columns: 1, rows: 1 });
});

it('a larger one is cut up', () => {
  expect(tilingOf(12_000, 3000, 8192)).toEqual({ tileWidth: 4096, tileHeight: 3000, columns: 3, rows: 1 });
});

it('a rectangle over tile borders falls into parts that cover it once', () => {
  const tiling = tilingOf(100, 90, 40);
  const parts = [...tilesUnder(tiling, { x: 30, y: 35, width: 60, height: 10 })];
  expect(parts.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(parts.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(600);
  expect(parts[4]).toEqual({ layer: 4, x: 40, y: 40, width: 40, height: 5, left: 0, top: 0 });
});
