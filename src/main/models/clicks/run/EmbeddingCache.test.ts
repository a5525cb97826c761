import { describe, expect, it } from 'vitest';
import { EmbeddingCache } from './EmbeddingCache.ts';

const kept = (cache: EmbeddingCache<{ bytes: number }>, ...keys: string[]): string =>
  keys.filter((key) => cache.get(key)).join('');

describe('embeddings that are kept', () => {
  it('are those used last', () => {
    const cache = new EmbeddingCache<{ bytes: number }>({ items: 2, bytes: 100 });
    for (const key of ['a', 'b']) cache.set(key, { bytes: 1 });
    cache.get('a');
    cache.set('c', { bytes: 1 });
    expect(kept(cache, 'a', 'b', 'c')).toBe('ac');
  });

  it('take no more memory than allowed, but for the last one', () => {
    const cache = new EmbeddingCache<{ bytes: number }>({ items: 9, bytes: 100 });
    for (const key of ['a', 'b', 'c']) cache.set(key, { bytes: 50 });
    expect(kept(cache, 'a', 'b', 'c')).toBe('bc');
    cache.set('d', { bytes: 500 });
    expect(kept(cache, 'a', 'b', 'c', 'd')).toBe('d');
    cache.set('e', { bytes: 100 });
    expect(kept(cache, 'd', 'e')).toBe('e');
  });
});
