import { describe, expect, it } from 'vitest';
import { Viewport } from './Viewport.svelte.ts';

const LANDSCAPE = { width: 400, height: 300 };
const CANVAS = { width: 432, height: 332 };

function shown(): Viewport {
  const viewport = new Viewport();
  viewport.resize(CANVAS, 1);
  viewport.show(LANDSCAPE);
  return viewport;
}

/** The image point in the middle of the canvas. */
function middle({ view, size }: Viewport): { x: number; y: number } {
  return { x: view.x + size.width / 2 / view.scale, y: view.y + size.height / 2 / view.scale };
}

describe('a canvas that becomes another size', () => {
  it('goes on showing the whole image where it did', () => {
    const viewport = shown();
    viewport.resize({ width: 232, height: 332 }, 1);
    expect(viewport.view.scale).toBe(0.5);
    viewport.zoom(4);
    viewport.fit();
    viewport.resize(CANVAS, 1);
    expect(viewport.view.scale).toBe(1);
  });

  it('keeps zoom and middle that a person has chosen', () => {
    const viewport = shown();
    viewport.zoom(3, { x: 40, y: 60 });
    viewport.panBy(-70, 20);
    const before = middle(viewport);
    viewport.resize({ width: 900, height: 200 }, 1);
    expect(viewport.view.scale).toBe(3);
    expect(middle(viewport).x).toBeCloseTo(before.x);
    expect(middle(viewport).y).toBeCloseTo(before.y);
  });

  it('shows the image as large as before on a screen of finer pixels', () => {
    const viewport = shown();
    viewport.actualSize();
    const before = middle(viewport);
    viewport.resize({ width: 864, height: 664 }, 2);
    expect(viewport.pageScale).toBe(1);
    expect(middle(viewport)).toEqual(before);
  });
});

describe('the next image', () => {
  it('is seen where the one before was, if both are of one size', () => {
    const viewport = shown();
    viewport.zoom(5, { x: 10, y: 10 });
    const { view } = viewport;
    viewport.show({ ...LANDSCAPE });
    expect(viewport.view).toEqual(view);
  });

  it('of another size is shown as a whole', () => {
    const viewport = shown();
    viewport.zoom(5);
    viewport.show({ width: 300, height: 400 });
    expect(viewport.view.scale).toBeCloseTo(0.75);
    viewport.resize({ width: 432, height: 832 }, 1);
    expect(viewport.view.scale).toBeCloseTo(4 / 3);
  });
});

it('a part that is looked at stays in sight while the canvas changes its size, until a person zooms', () => {
  const viewport = new Viewport();
  viewport.resize({ width: 1, height: 1 }, 1);
  viewport.show({ width: 400, height: 300 });
  viewport.look({ xmin: 101, ymin: 51, xmax: 200, ymax: 100 }, 0.5);
  viewport.resize({ width: 800, height: 600 }, 1);
  expect(viewport.view.scale).toBe(4);
  expect(viewport.imagePoint({ x: 400, y: 300 })).toEqual({ x: 150, y: 75 });
  viewport.zoom(2);
  viewport.resize({ width: 400, height: 300 }, 1);
  expect(viewport.view.scale).toBe(8);
});
