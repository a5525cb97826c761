import type { Component } from '../labels/connectedComponents.ts';
import { connectedComponents } from '../labels/connectedComponents.ts';
import type { Layer } from '../labels/Layer.ts';
import type { Place } from './ObjectEdit.ts';

type Box = Component['box'];

/** The objects of a label map while edits are applied, one after the other. */
export class ObjectPlane {
  readonly layer: Layer;
  /** `int32[height, width]`, 0 for background and void, else any number of the object. */
  readonly ids: Int32Array;
  /** Of each number, a box that no pixel of the object is beside. */
  private readonly boxes: Box[];

  /** Takes the regions of a label map for objects. */
  constructor(layer: Layer) {
    const { components, ids } = connectedComponents(layer);
    this.layer = layer;
    this.ids = ids;
    this.boxes = components.map(({ box }) => box);
  }

  /** How many numbers there are. */
  get size(): number {
    return this.boxes.length;
  }

  boxOf(id: number): Box {
    return this.boxes[id - 1]!;
  }

  /** A new number for a part of an object. */
  partOf(id: number): number {
    return this.boxes.push(this.boxOf(id));
  }

  /** Makes another object part of one. */
  join(id: number, other: number): void {
    const [a, b] = [this.boxOf(id), this.boxOf(other)];
    for (let i = 0; i < this.ids.length; i++) if (this.ids[i] === other) this.ids[i] = id;
    this.boxes[id - 1] = {
      xmin: Math.min(a.xmin, b.xmin),
      ymin: Math.min(a.ymin, b.ymin),
      xmax: Math.max(a.xmax, b.xmax),
      ymax: Math.max(a.ymax, b.ymax),
    };
  }

  /** The pixel that a place lies in; undefined beside the image. */
  pixelAt({ x, y }: Place): number | undefined {
    const { width, height } = this.layer;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const isInside = column >= 0 && row >= 0 && column < width && row < height;
    return isInside ? row * width + column : undefined;
  }
}
