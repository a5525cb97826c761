import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';
import type { JudgedImage } from './JudgedImage.ts';
import type { RiskScoreMaps } from './RiskInput.ts';
import type { RiskScore } from './RiskScore.ts';

/** A margin below is a close call. */
const CLOSE = 0.1;
/** A margin that leaves no doubt. */
const SURE = 0.3;

/**
 * Margin statistics: of the pixels of a class or a component, the mean of `1 - m / 0.3`, cut to [0, 1], with m the margin of its score over its threshold and
 * over the next class: masks of nothing but close calls. (The normalised margin of active learning: Settles, "Active Learning Literature Survey", 2009, section 3.1.)
 */
export const marginInside: RiskScore = {
  id: 'margin',
  title: 'margins inside the mask',
  judge: (image) =>
    marginMeans(
      image,
      (margin) => Math.min(1, Math.max(0, 1 - margin / SURE)),
      () => 1,
    ),
};

/** Pixels on either side whose margin is below 0.1, over the pixels of the mask, cut to 1: a wide band of close calls around a small mask. */
export const closeCalls: RiskScore = {
  id: 'close',
  title: 'close calls around the boundary',
  judge: (image) => {
    const { labels, classes } = image;
    const { scores } = image.input;
    if (!scores) return undefined;
    const close = new Float64Array(256);
    const area = new Float64Array(256);
    for (const label of labels) area[label]! += 1;
    eachMargin(image, scores, (_, margins) => {
      for (const [c, label] of scores.labels.entries()) if (Math.abs(margins[c]!) < CLOSE) close[label]! += 1;
    });
    return { classes: classes.map((label) => Math.min(1, close[label]! / Math.max(1, area[label]!))) };
  },
};

/** One less the greatest margin that a class or a component has anywhere, over 0.3 and cut to [0, 1]: it is sure of nothing. */
export const marginPeak: RiskScore = {
  id: 'peak',
  title: 'greatest margin',
  judge: (image) => {
    const { labels, ids, classes, components } = image;
    const { scores } = image.input;
    if (!scores) return undefined;
    const ofLabel = new Float64Array(256).fill(-Infinity);
    const ofComponent = new Float64Array(components.length).fill(-Infinity);
    const position = positionsOf(scores);
    eachMargin(image, scores, (i, margins) => {
      const c = position[labels[i]!]!;
      if (c < 0 || ids[i] === 0) return;
      ofLabel[labels[i]!] = Math.max(ofLabel[labels[i]!]!, margins[c]!);
      ofComponent[ids[i]! - 1] = Math.max(ofComponent[ids[i]! - 1]!, margins[c]!);
    });
    const risk = (peak: number): number => Math.min(1, Math.max(0, 1 - peak / SURE));
    return {
      classes: classes.map((label) => risk(ofLabel[label]!)),
      components: Array.from(ofComponent, risk),
    };
  },
};

function marginMeans(
  image: JudgedImage,
  risk: (margin: number) => number,
  ofNone: () => number,
): ReturnType<RiskScore['judge']> {
  const { labels, ids, classes, components } = image;
  const { scores } = image.input;
  if (!scores) return undefined;
  const [sums, counts] = [new Float64Array(256), new Float64Array(256)];
  const [parts, sizes] = [new Float64Array(components.length), new Float64Array(components.length)];
  const position = positionsOf(scores);
  eachMargin(image, scores, (i, margins) => {
    if (ids[i] === 0) return;
    const c = position[labels[i]!]!;
    let margin = c < 0 ? -Infinity : margins[c]!;
    for (let k = 0; k < margins.length; k++)
      if (c >= 0 && k !== c) margin = Math.min(margin, margins[c]! - margins[k]!);
    const value = risk(margin);
    sums[labels[i]!]! += value;
    counts[labels[i]!]! += 1;
    parts[ids[i]! - 1]! += value;
    sizes[ids[i]! - 1]! += 1;
  });
  return {
    classes: classes.map((label) => (counts[label] === 0 ? ofNone() : sums[label]! / counts[label]!)),
    components: Array.from(parts, (sum, k) => sum / sizes[k]!),
  };
}

/** @param onPixel gets the pixel and the margin of each score there; the array is used again */
function eachMargin(
  { width, height }: JudgedImage,
  { labels, values, grid, thresholds }: RiskScoreMaps,
  onPixel: (i: number, margins: Float64Array) => void,
): void {
  const margins = new Float64Array(labels.length);
  forEachFieldRow({ values, classes: labels.length, grid }, width, height, (y, row) => {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < labels.length; c++) margins[c] = row[c * width + x]! - thresholds[c]!;
      onPixel(y * width + x, margins);
    }
  });
}

function positionsOf({ labels }: RiskScoreMaps): Int16Array {
  const positions = new Int16Array(256).fill(-1);
  labels.forEach((label, c) => (positions[label] = c));
  return positions;
}
