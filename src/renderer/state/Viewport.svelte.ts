import type { Point, Size, View } from '../editor/View.ts';
import { centred, fitView, imagePoint, panBy, recentred, zoomAt } from '../editor/View.ts';

/** 1-based and inclusive, in image pixels. */
type Box = Record<'xmin' | 'ymin' | 'xmax' | 'ymax', number>;

/** Which part of the image the canvas shows. What a person has chosen stays, until it can mean nothing any more. */
export class Viewport {
  view = $state.raw<View>({ x: 0, y: 0, scale: 1 });
  /** Of the canvas, in its own pixels. */
  size = $state.raw<Size>({ width: 1, height: 1 });
  /** Canvas pixels per pixel of the page. */
  density = $state(1);
  /** Of the image that is shown. */
  image = $state.raw<Size>();
  /** Whether all of the image is shown, whatever size the canvas has. */
  private isFit = true;
  /** The part that was asked for, while nobody has chosen another. */
  private lookedAt: { box: Box; around: number } | undefined;

  /** Shows an image: the same part of it where it is as large as the one before, else all of it. */
  show({ width, height }: Size): void {
    const isAlike = this.image?.width === width && this.image.height === height;
    this.image = { width, height };
    if (this.isFit || !isAlike) this.fit();
  }

  /**
   * Takes another size of the canvas. What was in its middle stays there, as large as it was on the page.
   *
   * @param size of the canvas in its own pixels
   */
  resize(size: Size, density: number): void {
    const before = { size: this.size, density: this.density };
    this.size = size;
    this.density = density;
    if (this.isFit) this.fit();
    else if (this.lookedAt) this.look(this.lookedAt.box, this.lookedAt.around);
    else this.view = recentred(this.view, before.size, size, density / before.density);
  }

  fit(): void {
    this.isFit = true;
    this.lookedAt = undefined;
    if (this.image) this.view = fitView(this.image, this.size);
  }

  /**
   * Shows a part of the image as large as it fits, whatever size the canvas gets, until a person chooses another.
   *
   * @param box 1-based and inclusive, in image pixels
   * @param around of its longer side, what is shown beside it
   */
  look(box: Box, around: number): void {
    this.isFit = false;
    this.lookedAt = { box, around };
    const [wide, high] = [box.xmax - box.xmin + 1, box.ymax - box.ymin + 1];
    const beside = 2 * around * Math.max(wide, high);
    const scale = Math.min(this.size.width / (wide + beside), this.size.height / (high + beside));
    this.view = {
      x: box.xmin - 1 + wide / 2 - this.size.width / scale / 2,
      y: box.ymin - 1 + high / 2 - this.size.height / scale / 2,
      scale,
    };
  }

  /** One image pixel on one pixel of the page. */
  actualSize(): void {
    if (this.image) this.choose(centred(this.image, this.size, this.density));
  }

  /** Zooms around a canvas point; the middle where none is given. */
  zoom(factor: number, around: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.choose(zoomAt(this.view, around, factor));
  }

  /** Moves the image by canvas pixels. */
  panBy(dx: number, dy: number): void {
    this.choose(panBy(this.view, dx, dy));
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

  private choose(view: View): void {
    this.isFit = false;
    this.lookedAt = undefined;
    this.view = view;
  }
}
