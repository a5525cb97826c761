import type { ProjectClass } from '../../shared/images/ProjectClass.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';

/** Translates between a project's labels and the positions of a pack's class list, by name. */
export class PackClasses {
  private readonly positions = new Map<number, number>();
  private readonly labels = new Map<number, number>();
  /** Names of project classes that the pack cannot propose. */
  readonly unproposable: string[] = [];

  constructor(classes: readonly ProjectClass[], manifest: AdcamManifest) {
    for (const { label, name } of classes) {
      const position = manifest.classes.findIndex((item) => item.name === name);
      const known = position !== -1 && manifest.classes[position]!.modelClasses.length > 0;
      if (known) {
        this.positions.set(label, position);
        this.labels.set(position, label);
      } else this.unproposable.push(name);
    }
  }

  /** The tags among `labels` that the pack can propose, ascending. */
  proposable(labels: readonly number[]): number[] {
    return labels.filter((label) => this.positions.has(label)).sort((a, b) => a - b);
  }

  /** @param label one that is proposable */
  position(label: number): number {
    return this.positions.get(label)!;
  }

  /** The project's label of a pack class, or undefined where the project does not have that class. */
  label(position: number): number | undefined {
    return this.labels.get(position);
  }
}
