import { describe, expect, it } from 'vitest';
import { edgeStrength } from '../../edges/edgeStrength.ts';
import { combined } from './combined.ts';
import { disagreement } from './disagreement.ts';
import { judge } from './judge.ts';
import { judgedImage } from './JudgedImage.ts';
import { matchedMap } from './matchedMap.ts';
import type { RiskInput } from './RiskInput.ts';
import { RISK_SCORES } from './riskScores.ts';
import { RISK_WEIGHTS, WEIGHTS_KINDS } from './riskWeights.ts';
import { softmin } from './softmin.ts';
import { thresholdStability } from './thresholdStability.ts';

/** A label map of digits, a row after another; 9 is void. */
function labelsOf(...rows: string[]): Pick<RiskInput, 'width' | 'height' | 'labels'> {
  const digits = [...rows.join('')].map(Number);
  return {
    ...{ width: rows[0]!.length, height: rows.length },
    labels: Uint8Array.from(digits, (digit) => (digit === 9 ? 255 : digit)),
  };
}

/** Scores of one class on a grid as wide as the picture. */
function scoresOf(values: number[], label = 1, threshold = 0.5): NonNullable<RiskInput['scores']> {
  const grid = Math.sqrt(values.length);
  return { labels: [label], values: Float32Array.from(values), grid, thresholds: [threshold] };
}

const HALF = { ...labelsOf('1100', '1100', '1100', '1100'), expected: [1] };
const STEEP = [1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0];
const FLAT = STEEP.map((value) => (value === 1 ? 0.56 : 0.44));

describe('how far another label map is', () => {
  it('is one less the IoU of each class, and of each component with the regions that touch it', () => {
    const image = judgedImage({ ...labelsOf('1100', '0000', '0011', '2000'), expected: [] });
    const other = labelsOf('1000', '0000', '0111', '0000').labels;
    const { classes, components } = disagreement(image, other);
    expect(image.classes).toEqual([1, 2]);
    expect(classes[0]).toBeCloseTo(1 - 3 / 5);
    expect(classes[1]).toBe(1);
    expect(components[0]).toBeCloseTo(1 - 1 / 2);
    expect(components[1]).toBeCloseTo(1 - 2 / 3);
    expect(components[2]).toBe(1);
  });

  it('is as far as can be for a class that is expected and nobody has', () => {
    const image = judgedImage({ ...HALF, expected: [1, 7] });
    expect(disagreement(image, HALF.labels)).toEqual({ classes: [0, 1], components: [0] });
  });
});

it('a mask whose scores fall steeply is more stable than one of close calls', () => {
  const of = (values: number[]): number =>
    thresholdStability.judge(judgedImage({ ...HALF, scores: scoresOf(values) }))!.classes[0]!;
  expect(of(STEEP)).toBe(0);
  expect(of(FLAT)).toBeGreaterThan(0.2);
  expect(of(FLAT.map((value) => value + 0.2))).toBeGreaterThan(0.4);
});

it('softmin is what cleanlab computes', () => {
  const scores = scoresOf(Array.from({ length: 16 }, (_, i) => ((i * 7) % 16) / 16));
  const found = softmin.judge(judgedImage({ ...HALF, scores }))!.image!;
  const quality = [...HALF.labels].map((label, i) => {
    const p = 1 / (1 + Math.exp(-10 * (scores.values[i]! - 0.5)));
    return label === 1 ? p : 1 - p;
  });
  const weights = quality.map((s) => Math.exp((1 - s) / 0.1));
  const total = weights.reduce((a, b) => a + b, 0);
  const expected = 1 - quality.reduce((sum, s, i) => sum + (s * weights[i]!) / total, 0);
  expect(found).toBeCloseTo(expected, 5);
});

it('a map of another scale is thresholded to cover as much', () => {
  const image = judgedImage(HALF);
  const values = Float32Array.from(STEEP, (value, i) => 0.1 * value + 0.001 * (i % 4 === 0 ? 1 : 0));
  const map = matchedMap(image, { labels: [1], values, grid: 4 });
  expect([...map]).toEqual([...HALF.labels]);
});

it('a component of one pixel is judged however much the image is reduced', () => {
  const labels = new Uint8Array(900 * 600);
  labels[301 * 900 + 451] = 3;
  labels.fill(2, 0, 900 * 40);
  const image = judgedImage({ width: 900, height: 600, labels, expected: [] });
  expect(image.width).toBeLessThan(400);
  expect(image.components.map(({ area }) => area)).toEqual([36000, 1]);
  expect(image.ids.includes(2)).toBe(true);
  expect(image.classes).toEqual([2, 3]);
});

it('a boundary along an edge of the photograph is less risky than one through nothing', () => {
  const [width, height] = [24, 16];
  const rgb = Float32Array.from({ length: width * height * 3 }, (_, i) =>
    Math.floor(i / 3) % width >= 12 ? 200 : 40,
  );
  const edges = edgeStrength({ width, height, rgb });
  const at = (column: number): number => {
    const labels = Uint8Array.from({ length: width * height }, (_, i) => (i % width >= column ? 1 : 0));
    return judge({ width, height, labels, expected: [1], edges }).image['edges']!;
  };
  expect(at(12)).toBeLessThan(0.3);
  expect(at(5)).toBeGreaterThan(0.9);
});

describe('all scores', () => {
  const opinions: NonNullable<RiskInput['opinions']> = {
    ...{ labels: [1], grid: 4, cam: Float32Array.from(STEEP), mirrored: Float32Array.from(STEEP) },
    ...{ sizes: [Float32Array.from(STEEP)], regions: [1], spread: Float32Array.from(STEEP) },
    ...{ byVit: HALF.labels.slice(), byCnn: HALF.labels.slice() },
  };
  const input: RiskInput = {
    ...{ ...HALF, scores: scoresOf(STEEP), opinions, dispute: 0.4 },
    ...{ confidences: [{ label: 1, probability: 0.9 }], edges: new Uint8Array(16).fill(7) },
  };

  it('have ids of their own, and weights for scores that are there', () => {
    const ids = RISK_SCORES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const kind of WEIGHTS_KINDS)
      for (const { scores } of Object.values(RISK_WEIGHTS[kind]))
        for (const id of Object.keys(scores)) expect(ids).toContain(id);
  });

  it('say something in [0, 1] of an image about which all is known', () => {
    const risks = judge(input);
    expect(Object.keys(risks.image).sort()).toEqual(RISK_SCORES.map(({ id }) => id).sort());
    for (const part of [risks.image, ...risks.classes.map((item) => item.risks)])
      for (const value of Object.values(part)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
  });

  it('that look at others than the label map see no risk where all agree', () => {
    const { image } = judge(input);
    for (const id of ['stability', 'moved', 'shape', 'cam', 'mirror', 'scales', 'spread', 'networks'])
      expect([id, image[id]]).toEqual([id, 0]);
    expect(image['head']).toBe(0.4);
  });

  it('are judged from a label map alone where nothing else is known', () => {
    const bare = judge(HALF);
    expect(Object.keys(bare.image).sort()).toEqual(['area', 'pieces']);
    const { risk } = combined(bare, 'alone').image;
    expect(risk).toBeGreaterThan(0);
    expect(risk).toBeLessThan(1);
  });

  it('add up to a greater risk where the label map is not what they say', () => {
    const wrong = judge({ ...input, labels: HALF.labels.map((label) => (label === 1 ? 0 : 1)) });
    for (const kind of WEIGHTS_KINDS)
      expect(combined(wrong, kind).image.risk).toBeGreaterThan(combined(judge(input), kind).image.risk);
  });
});
