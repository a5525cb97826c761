import { blurPlane } from './blurPlane.ts';
import { PermutohedralLattice } from './PermutohedralLattice.ts';

/** How strongly pixels pull each other to one label, and how far. */
export interface CrfSettings {
  /** Between pixels that are near and alike: weight, standard deviations in pixels and in colour (0..255 a channel). */
  appearance: { weight: number; pixels: number; colour: number };
  /** Between pixels that are near. */
  smoothness: { weight: number; pixels: number };
  rounds: number;
}

/** Keeps a division from going astray where a pixel has no neighbours at all. */
const LEAST_SUM = 1e-20;
const FEATURES = 5;

/**
 * A fully connected conditional random field with Potts compatibility over one photograph, by mean-field rounds with Gaussian
 * filters that are normalised on both sides (Krähenbühl and Koltun, "Efficient Inference in Fully Connected CRFs with
 * Gaussian Edge Potentials", 2011). What depends on the photograph alone is made once.
 */
export class DenseCrf {
  private readonly width: number;
  private readonly height: number;
  private readonly settings: CrfSettings;
  private readonly lattice: PermutohedralLattice;
  /** By kernel: what its filters are normalised with, and what they make of a constant 1. */
  private readonly appearance: { norm: Float32Array; ones: Float32Array };
  private readonly smoothness: { norm: Float32Array; ones: Float32Array };

  /** @param rgb `[height, width, 3]` in 0..255 */
  constructor(
    rgb: Float32Array,
    { width, height }: { width: number; height: number },
    settings: CrfSettings,
  ) {
    this.width = width;
    this.height = height;
    this.settings = settings;
    const { pixels, colour } = settings.appearance;
    const features = new Float32Array(width * height * FEATURES);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        const at = i * FEATURES;
        features[at] = x / pixels;
        features[at + 1] = y / pixels;
        for (let c = 0; c < 3; c++) features[at + 2 + c] = rgb[i * 3 + c]! / colour;
      }
    }
    this.lattice = new PermutohedralLattice(features, FEATURES);
    this.appearance = this.normalised((values, target) => this.lattice.filter(values, target));
    this.smoothness = this.normalised((values, target) => this.blur(values, target));
  }

  /**
   * @param logits `[C, height * width]`, log-odds of each class against background
   * @returns the same after mean field
   */
  refine(logits: Float32Array, classes: number): Float32Array {
    const { appearance, smoothness, settings } = this;
    const [strong, weak] = [settings.appearance.weight, settings.smoothness.weight];
    const points = this.width * this.height;
    const current = logits.slice();
    const probability = new Float32Array(points * classes);
    /** What neighbours say for each class, and for background. */
    const said = new Float32Array(points * classes);
    const background = new Float64Array(points);
    const [alike, near] = [new Float32Array(points), new Float32Array(points)];
    for (let round = 0; round < settings.rounds; round++) {
      toProbabilities(current, classes, probability);
      // Background hears what is left of all that is said.
      for (let i = 0; i < points; i++)
        background[i] = strong * appearance.ones[i]! + weak * smoothness.ones[i]!;
      for (let c = 0; c < classes; c++) {
        const plane = probability.subarray(c * points, (c + 1) * points);
        const heard = said.subarray(c * points, (c + 1) * points);
        multiply(plane, appearance.norm, alike);
        multiply(plane, smoothness.norm, near);
        this.lattice.filter(alike, alike);
        this.blur(near, near);
        for (let i = 0; i < points; i++) {
          heard[i] = strong * alike[i]! * appearance.norm[i]! + weak * near[i]! * smoothness.norm[i]!;
          background[i]! -= heard[i]!;
        }
      }
      for (let c = 0, at = 0; c < classes; c++)
        for (let i = 0; i < points; i++, at++) current[at] = logits[at]! + said[at]! - background[i]!;
    }
    return current;
  }

  private blur(plane: Float32Array, target: Float32Array): void {
    const { width, height, settings } = this;
    blurPlane(plane, { width, height }, settings.smoothness.pixels, target);
  }

  private normalised(filter: (values: Float32Array, target: Float32Array) => void): {
    norm: Float32Array;
    ones: Float32Array;
  } {
    const sums = new Float32Array(this.width * this.height);
    filter(new Float32Array(sums.length).fill(1), sums);
    const norm = sums.map((sum) => 1 / Math.sqrt(sum + LEAST_SUM));
    const ones = new Float32Array(sums.length);
    filter(norm, ones);
    for (let i = 0; i < ones.length; i++) ones[i]! *= norm[i]!;
    return { norm, ones };
  }
}

function multiply(values: Float32Array, by: Float32Array, target: Float32Array): void {
  for (let i = 0; i < values.length; i++) target[i] = values[i]! * by[i]!;
}

/** Softmax over the classes and background, whose logit is 0, of `[C, points]`. */
function toProbabilities(logits: Float32Array, classes: number, target: Float32Array): void {
  const points = logits.length / classes;
  for (let i = 0; i < points; i++) {
    let most = 0;
    for (let at = i; at < logits.length; at += points) most = Math.max(most, logits[at]!);
    let sum = Math.exp(-most);
    for (let at = i; at < logits.length; at += points) sum += target[at] = Math.exp(logits[at]! - most);
    for (let at = i; at < logits.length; at += points) target[at]! /= sum;
  }
}
