import { describe, expect, it } from 'vitest';
import { randomAttention, randomFloats, seededRandom } from '../../../../../testing/random.ts';
import { diffuse, refine, similarity } from './reference.ts';

const N = 12;
const GATHER = { direction: 'gather', beta: 1, steps: 2 } as const;

function identity(n: number): Float32Array {
  return Float32Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
}

function permuted(matrix: Float32Array, order: number[]): Float32Array {
  const n = order.length;
  return Float32Array.from(matrix, (_, i) => matrix[order[Math.floor(i / n)]! * n + order[i % n]!]!);
}

describe('AD-CAM in plain loops', () => {
  const random = seededRandom(3);
  const attention = randomAttention(N, random);
  const maps = randomFloats(2 * N, random);

  it('similarity is symmetric, in [0, 1], and 1 on the diagonal', () => {
    const alike = similarity(attention, N);
    for (let i = 0; i < N; i++) {
      expect(alike[i * N + i]).toBeCloseTo(1, 5);
      for (let j = 0; j < N; j++) {
        expect(alike[i * N + j]).toBeCloseTo(alike[j * N + i]!, 6);
        expect(alike[i * N + j]).toBeLessThanOrEqual(1 + 1e-6);
        expect(alike[i * N + j]).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('rows of T sum to 1', () => {
    const transition = refine(attention, N, 6);
    for (let row = 0; row < N; row++) {
      const sum = transition.subarray(row * N, (row + 1) * N).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });

  it('gamma 0 leaves the attention as it is', () => {
    refine(attention, N, 0).forEach((value, i) => expect(value).toBeCloseTo(attention[i]!, 6));
  });

  it('a patch that attends to itself alone keeps its activation', () => {
    diffuse(maps, identity(N), N, GATHER).forEach((value, i) => expect(value).toBeCloseTo(maps[i]!, 6));
  });

  it('beta 0 keeps the activation, whatever the attention', () => {
    expect(diffuse(maps, attention, N, { ...GATHER, beta: 0 })).toEqual(maps);
  });

  it('scattering keeps the sum of the activation', () => {
    const scattered = diffuse(maps, refine(attention, N, 4), N, {
      direction: 'scatter',
      beta: 0.7,
      steps: 3,
    });
    for (const row of [0, 1]) {
      const sum = (values: Float32Array): number =>
        values.subarray(row * N, (row + 1) * N).reduce((a, b) => a + b, 0);
      expect(sum(scattered)).toBeCloseTo(sum(maps), 4);
    }
  });

  it('does not care how the patches are numbered', () => {
    const order = Array.from({ length: N }, (_, i) => (i * 5) % N);
    const mapsAgain = Float32Array.from(maps, (_, i) => maps[Math.floor(i / N) * N + order[i % N]!]!);
    const plain = diffuse(maps, refine(attention, N, 6), N, GATHER);
    const renumbered = diffuse(mapsAgain, refine(permuted(attention, order), N, 6), N, GATHER);
    renumbered.forEach((value, i) =>
      expect(value).toBeCloseTo(plain[Math.floor(i / N) * N + order[i % N]!]!, 5),
    );
  });
});
