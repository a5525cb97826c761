/** What is kept, and how much memory it takes. */
interface Kept {
  bytes: number;
}

/** Keeps what was used last, up to a number of items and bytes; the last one stays however large it is. */
export class EmbeddingCache<Item extends Kept> {
  private readonly most: { items: number; bytes: number };
  private readonly kept = new Map<string, Item>();

  constructor(most: { items: number; bytes: number }) {
    this.most = most;
  }

  /** What is kept under a key, which has been used by that. */
  get(key: string): Item | undefined {
    const item = this.kept.get(key);
    if (item) this.set(key, item);
    return item;
  }

  set(key: string, item: Item): void {
    this.kept.delete(key);
    this.kept.set(key, item);
    for (const [oldest] of this.kept) if (this.isTooMuch()) this.kept.delete(oldest);
  }

  clear(): void {
    this.kept.clear();
  }

  private isTooMuch(): boolean {
    const { items, bytes } = this.most;
    if (this.kept.size <= 1) return false;
    const all = [...this.kept.values()].reduce((sum, item) => sum + item.bytes, 0);
    return this.kept.size > items || all > bytes;
  }
}
