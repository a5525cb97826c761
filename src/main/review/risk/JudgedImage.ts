import { isClass } from '../../../shared/labels/labelCodes.ts';
import type { Component } from '../../../shared/labels/connectedComponents.ts';
import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import { guideSize } from '../../edges/Guide.ts';
import type { RiskInput } from './RiskInput.ts';

/** A label map at a reduced size, at which it is judged: details of a pixel say nothing of its risk, and large photographs take no longer. */
export interface JudgedImage {
  input: RiskInput;
  /** As the guides of photographs have it. */
  width: number;
  height: number;
  /** `uint8[height, width]`, sampled. */
  labels: Uint8Array;
  /** Classes that are judged, ascending: those that the label map has, and those that are expected. */
  classes: readonly number[];
  /** Regions of the label map as it is, in image pixels, in reading order. */
  components: readonly Component[];
  /** `int32[height, width]`: position of the component plus one, 0 elsewhere; each component has a pixel at least. */
  ids: Int32Array;
}

/** Reduces a label map for judging; each component keeps a pixel, however small it is. */
export function judgedImage(input: RiskInput): JudgedImage {
  const { components, ids } = connectedComponents({ ...input, data: input.labels });
  const { width, height } = guideSize(input);
  const labels = new Uint8Array(width * height);
  const reduced = new Int32Array(width * height);
  const isThere = new Uint8Array(components.length + 1);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * input.height) / height) * input.width;
    for (let x = 0; x < width; x++) {
      const from = row + Math.floor(((x + 0.5) * input.width) / width);
      labels[y * width + x] = input.labels[from]!;
      reduced[y * width + x] = ids[from]!;
      isThere[ids[from]!] = 1;
    }
  }
  for (const [k, { seed, label }] of components.entries()) {
    if (isThere[k + 1] === 1) continue;
    const x = Math.floor(((seed % input.width) * width) / input.width);
    const y = Math.floor((Math.floor(seed / input.width) * height) / input.height);
    reduced[y * width + x] = k + 1;
    labels[y * width + x] = label;
  }
  const present = new Set([...input.expected, ...components.map(({ label }) => label)].filter(isClass));
  const classes = [...present].sort((a, b) => a - b);
  return { input, width, height, labels, classes, components, ids: reduced };
}
