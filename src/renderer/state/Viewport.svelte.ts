import type { Point, Size, View } from '../editor/View.ts';
import { centred, fitView, imagePoint, panBy, zoomAt } from '../editor/View.ts';

/** Which part of the image the canvas shows. */
export class Viewport {
  view = $state.raw<View>({ x: 0, y: 0, scale: 1 });
  /** Of the canvas, in its own pixels. */
  size = $state.raw<Size>({ width: 1, height: 1 });
  /** Canvas pixels per pixel of the page. */
  density = $state(1);
  private image: Size | undefined;

  /** Shows an image, all of it. */
  show(image: Size): void {
    this.image = { width: image.width, height: image.height };
    this.fit();
  }

  /** @param size of the canvas in its own pixels */
  resize(size: Size, density: number): void {
    this.size = size;
    this.density = density;
    this.fit();
  }

  fit(): void {
    if (this.image) this.view = fitView(this.image, this.size);
  }

  /** One image pixel on one pixel of the page. */
  actualSize(): void {
    if (this.image) this.view = centred(this.image, this.size, this.density);
  }

  /** Zooms around a canvas point; the middle where none is given. */
  zoom(factor: number, around: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.view = zoomAt(this.view, around, factor);
  }

  /** Moves the image by canvas pixels. */
  panBy(dx: number, dy: number): void {
    this.view = panBy(this.view, dx, dy);
  }

  /** The image point under a canvas point. */
  imagePoint(canvas: Point): Point {
    return imagePoint(this.view, canvas);
  }

  /** From image pixels to the page's pixels. */
  pagePoint({ x, y }: Point): Point {
    const { view, density } = this;
    return { x: ((x - view.x) * view.scale) / density, y: ((y - view.y) * view.scale) / density };
  }

  /** Pixels of the page per image pixel. */
  get pageScale(): number {
    return this.view.scale / this.density;
  }
}
