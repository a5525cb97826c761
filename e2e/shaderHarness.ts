import { DECIDED_KINDS, ORIGINS } from '../src/renderer/editor/origins.ts';
import { LabelView } from '../src/renderer/gl/LabelView.ts';

/** A composition to be drawn; arrays are plain so that they travel to the page. */
export interface Composition {
  width: number;
  height: number;
  grid: number;
  labels: number[];
  values: number[];
  thresholds: number[];
  voidHalfWidth: number;
  decided: number[];
  /** What is proposed along edges; the scores decide where missing. */
  refined?: number[];
  /** Edge of the tiles that the image is cut into; none where missing. */
  tile?: number;
  /** Which stage is drawn. */
  stage: 'labels' | 'origins';
  /** Whether what was painted is another layer than what is shown, as that of an accepted image is. */
  apart?: boolean;
}

/** Labels as colours: the red channel is the label. */
const CODES = Float32Array.from({ length: 1024 }, (_, i) =>
  i % 4 === 0 ? i / 4 / 255 : i % 4 === 3 ? 1 : 0,
);

/** Who decided as colours: the red channel is the place in the table. */
const ORIGIN_CODES = Float32Array.from({ length: ORIGINS.length * DECIDED_KINDS.length * 3 }, (_, i) =>
  i % 3 === 0 ? i / 3 / 255 : 0,
);

/** Draws a composition with the desk's own shader, and reads the labels from the canvas. */
export async function drawLabels(given: Composition): Promise<number[]> {
  const { width, height, grid, labels, thresholds, voidHalfWidth } = given;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const view = new LabelView(canvas, given.tile);
  const black = new ImageData(width, height);
  for (let i = 3; i < black.data.length; i += 4) black.data[i] = 255;
  const decided = Uint8Array.from(given.decided);
  await view.show({
    ...{ photo: await createImageBitmap(black), width, height },
    ...{ given: undefined, refined: undefined },
    scores: { grid, labels, values: Float32Array.from(given.values) },
    decided,
    hand: given.apart ? Uint8Array.from(given.decided) : decided,
  });
  view.draw({
    truth: undefined,
    ...{ view: { x: 0, y: 0, scale: 1 }, thresholds, voidHalfWidth, opacity: 1, contours: false },
    ...{
      palette: CODES,
      originColours: ORIGIN_CODES,
      hatching: false,
      density: 1,
      coarseness: 1,
      refined: given.refined && Uint8Array.from(given.refined),
    },
    ...{ surround: [0, 0, 0], left: { kind: given.stage }, right: { kind: given.stage }, divider: 0 },
  });
  const gl = canvas.getContext('webgl2')!;
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  // WebGL counts rows from below.
  return Array.from({ length: width * height }, (_, i) => {
    const row = height - 1 - Math.floor(i / width);
    return pixels[(row * width + (i % width)) * 4]!;
  });
}

(globalThis as { drawLabels?: typeof drawLabels }).drawLabels = drawLabels;
