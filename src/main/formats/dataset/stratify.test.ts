import { describe, expect, it } from 'vitest';
import { stratify } from './stratify.ts';

describe('iterative stratification', () => {
  it('gives every part its share of every label, the rare ones first', () => {
    const examples = randomExamples(400, 7);
    const shares = [0.7, 0.2, 0.1];
    const parts = stratify(examples, [280, 80, 40]);
    for (let label = 1; label <= 12; label++) {
      const having = [...examples.keys()].filter((i) => examples[i]!.includes(label));
      for (const [part, share] of shares.entries()) {
        const got = having.filter((i) => parts[i] === part).length;
        expect(Math.abs(got - share * having.length), `label ${label}, part ${part}`).toBeLessThan(3);
      }
    }
    expect([0, 1, 2].map((part) => parts.filter((p) => p === part).length)).toEqual([280, 80, 40]);
  });

  it('is nearer to the shares of rare labels than dealing in order is', () => {
    const examples = randomExamples(300, 3);
    const shares = [0.8, 0.2];
    const even = deviation(examples, stratify(examples, [240, 60]), shares);
    const inOrder = deviation(
      examples,
      Uint8Array.from(examples, (_, i) => (i < 240 ? 0 : 1)),
      shares,
    );
    expect(even).toBeLessThan(inOrder / 2);
  });

  it('parts two examples of a label among two equal parts', () => {
    const parts = stratify([[1], [2], [1], [2], []], [3, 2]);
    expect(parts[0]).not.toBe(parts[2]);
    expect(parts[1]).not.toBe(parts[3]);
  });

  it('gives nothing to a part of no size', () => {
    expect([...stratify([[1], [1], [], [2]], [0, 4, 0])]).toEqual([1, 1, 1, 1]);
  });

  it('gives a part that is full no more, though it lacks a label most', () => {
    expect([...stratify([[1], [2], [3], [4]], [2, 1, 1])].sort()).toEqual([0, 0, 1, 2]);
  });
});

/** Labels 1 to 12, of which the higher ones are rarer. */
function randomExamples(count: number, seed: number): number[][] {
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, () =>
    Array.from({ length: 12 }, (_, i) => i + 1).filter((label) => next() < 0.4 / label),
  );
}

/** Sum over labels of how far the second part is from its share of them, as a share of their examples. */
function deviation(examples: readonly number[][], parts: Uint8Array, shares: readonly number[]): number {
  let sum = 0;
  for (let label = 1; label <= 12; label++) {
    const having = [...examples.keys()].filter((i) => examples[i]!.includes(label));
    const got = having.filter((i) => parts[i] === 1).length;
    if (having.length > 0) sum += Math.abs(got / having.length - shares[1]!);
  }
  return sum;
}
