import { expect, it } from 'vitest';
import { imageFigures } from './imageFigures.ts';

it('means images one by one, leaves out those without a class, and counts those that reach a limit', () => {
  const figures = imageFigures([0.5, NaN, 0.85, 0.7, 0.2]);
  expect(figures.imgIoU).toBeCloseTo(0.5625);
  // Deviations -0.0625, 0.2875, 0.1375, -0.3625: squares sum to 0.236875; by 3, by 4, its root.
  expect(figures.imgIoUError).toBeCloseTo(0.1405);
  expect(figures).toMatchObject({ share85: 0.25, share70: 0.5, share50: 0.75 });
});

it('knows no error of one image, and nothing of none', () => {
  expect(imageFigures([1])).toMatchObject({ imgIoU: 1, imgIoUError: NaN, share85: 1 });
  expect(imageFigures([NaN])).toMatchObject({ imgIoU: NaN, imgIoUError: NaN, share85: NaN });
});
