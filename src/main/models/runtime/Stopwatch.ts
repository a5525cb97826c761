/** Adds up wall-clock milliseconds under names. */
export class Stopwatch<Name extends string> {
  private readonly spent = new Map<Name, number>();

  async time<T>(name: Name, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.add(name, performance.now() - start);
    }
  }

  timeSync<T>(name: Name, work: () => T): T {
    const start = performance.now();
    try {
      return work();
    } finally {
      this.add(name, performance.now() - start);
    }
  }

  /** The totals, with the given values for names that were never timed. */
  totals(defaults: Record<Name, number>): Record<Name, number> {
    return { ...defaults, ...(Object.fromEntries(this.spent) as Partial<Record<Name, number>>) };
  }

  private add(name: Name, milliseconds: number): void {
    this.spent.set(name, (this.spent.get(name) ?? 0) + milliseconds);
  }
}
