import { isClass } from '../../shared/labels/labelCodes.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import type { WrittenClass } from '../project/ClassTable.ts';

/**
 * Translates between a project's labels and the positions of a pack's class list, by name. What the pack proposes for a class
 * that has become another is proposed for that one; for a class that has become none nothing is.
 */
export class PackClasses {
  /** Labels as they are written, by position; and what each means now. */
  private readonly labels = new Map<number, number>();
  private readonly now = new Map<number, number>();
  /** Names of project classes that the pack cannot propose. */
  readonly unproposable: string[];

  /** @param classes those that are there first, see `ClassTable.written` */
  constructor(classes: readonly WrittenClass[], manifest: AdcamManifest) {
    for (const { label, name, now } of classes) {
      const position = manifest.classes.findIndex((item) => item.name === name);
      const known = position !== -1 && manifest.classes[position]!.modelClasses.length > 0;
      if (!known || !isClass(now) || this.labels.has(position)) continue;
      this.labels.set(position, label);
      this.now.set(label, now);
    }
    const proposable = new Set(this.now.values());
    this.unproposable = classes
      .filter(({ label, now }) => label === now && !proposable.has(label))
      .map(({ name }) => name);
  }

  /** The tags among `labels` that the pack can propose, ascending. */
  proposable(labels: readonly number[]): number[] {
    const known = new Set(this.now.values());
    return labels.filter((label) => known.has(label)).sort((a, b) => a - b);
  }

  /** The pack's classes that make up some tags, by the labels that their scores are written under, ascending. */
  positionsOf(tags: readonly number[]): { position: number; label: number }[] {
    const found = [...this.labels].map(([position, label]) => ({ position, label }));
    return found.filter(({ label }) => tags.includes(this.now.get(label)!)).sort((a, b) => a.label - b.label);
  }

  /** What a pack class is now, or undefined where the project has no such class. */
  labelNow(position: number): number | undefined {
    const label = this.labels.get(position);
    return label === undefined ? undefined : this.now.get(label);
  }

  /** The label that scores of a pack class are written under, or undefined where the project does not have that class. */
  label(position: number): number | undefined {
    return this.labels.get(position);
  }
}
