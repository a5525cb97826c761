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
    this.appearance = this.normalised((values, target) => this.lattice.filter(values, 1, target));
    this.smoothness = this.normalised((values, target) => this.blur(values, target));
  }

  /**
   * @param logits `[height * width, C]`, log-odds of each class against background
   * @returns the same after mean field
   */
  refine(logits: Float32Array, classes: number): Float32Array {
    const { appearance, smoothness, settings } = this;
    const points = this.width * this.height;
    const current = logits.slice();
    const probability = new Float32Array(points * classes);
    const alike = new Float32Array(points * classes);
    const near = new Float32Array(points * classes);
    const [plane, blurred] = [new Float32Array(points), new Float32Array(points)];
    for (let round = 0; round < settings.rounds; round++) {
      toProbabilities(current, classes, probability);
      scale(probability, classes, appearance.norm, alike);
      this.lattice.filter(alike, classes, alike);
      scale(alike, classes, appearance.norm, alike);
      for (let c = 0; c < classes; c++) {
        for (let i = 0; i < points; i++) plane[i] = probability[i * classes + c]! * smoothness.norm[i]!;
        this.blur(plane, blurred);
        for (let i = 0; i < points; i++) near[i * classes + c] = blurred[i]! * smoothness.norm[i]!;
      }
      const [strong, weak] = [settings.appearance.weight, settings.smoothness.weight];
      for (let i = 0; i < points; i++) {
        // Background hears what is left of all that is said.
        let background = strong * appearance.ones[i]! + weak * smoothness.ones[i]!;
        for (let at = i * classes; at < (i + 1) * classes; at++)
          background -= strong * alike[at]! + weak * near[at]!;
        for (let at = i * classes; at < (i + 1) * classes; at++)
          current[at] = logits[at]! + strong * alike[at]! + weak * near[at]! - background;
      }
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

function scale(values: Float32Array, classes: number, by: Float32Array, target: Float32Array): void {
  for (let i = 0, at = 0; i < by.length; i++)
    for (let c = 0; c < classes; c++, at++) target[at] = values[at]! * by[i]!;
}

/** Softmax over the classes and background, whose logit is 0. */
function toProbabilities(logits: Float32Array, classes: number, target: Float32Array): void {
  for (let first = 0; first < logits.length; first += classes) {
    let most = 0;
    for (let c = 0; c < classes; c++) most = Math.max(most, logits[first + c]!);
    let sum = Math.exp(-most);
    for (let c = 0; c < classes; c++) sum += target[first + c] = Math.exp(logits[first + c]! - most);
    for (let c = 0; c < classes; c++) target[first + c]! /= sum;
  }
}
