/** What of a file cannot be kept, and what is not as it was there, counted by kind. */
export class Losses {
  private readonly counts = new Map<string, number>();

  /** @param what in the plural, so that a number can stand behind it: "polygons beside the image" */
  add(what: string, count = 1): void {
    if (count > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  /** One line, such as "polygons beside the image (2), boxes without an outline (1)"; undefined where nothing is lost. */
  get words(): string | undefined {
    if (this.counts.size === 0) return undefined;
    return [...this.counts].map(([what, count]) => `${what} (${count})`).join(', ');
  }
}
