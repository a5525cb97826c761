import { plainName } from '../../../shared/classes/isSameName.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { FIRST_CLASS, isClass, LAST_CLASS } from '../../../shared/labels/labelCodes.ts';
import { DEFAULT_THRESHOLD } from '../../../shared/parameters/proposalParameters.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

interface PlannedClass {
  label: number;
  name: string;
  colour: string;
  threshold: number;
  guessed: boolean;
  learns: boolean;
  /** What it has become, where it is gone. */
  becomes: number | null;
}

/**
 * The classes of several projects as one list. Those that are there are one where their names are (`isSameName`); those that are gone where their names are
 * and what they have become: so whatever was written under a label of one project means the same under that of the list.
 */
export class ClassPlan {
  /** Names of classes that are there and were added. */
  readonly added: string[] = [];
  private readonly labels = new Map<string, number>();
  private readonly taken = new Set<number>();
  private readonly coming: PlannedClass[] = [];

  /** @param target whose classes stay as they are */
  constructor(target: ProjectFile) {
    for (const item of classesOf(target)) {
      this.labels.set(keyOf(item, target), item.label);
      this.taken.add(item.label);
    }
  }

  /**
   * Takes in the classes of a project.
   *
   * @returns by label of that project, the one of the list; `uint8[256]`
   * @throws AppError `invalid-input` where there are too many
   */
  take(input: ProjectFile): Uint8Array {
    const table = Uint8Array.from({ length: 256 }, (_, label) => label);
    for (const item of classesOf(input)) {
      const key = keyOf(item, input);
      let label = this.labels.get(key);
      if (label === undefined) {
        label = this.freeLabel(item.label);
        this.labels.set(key, label);
        this.taken.add(label);
        this.coming.push({ ...item, label, becomes: item.becomes === null ? null : table[item.becomes]! });
        if (item.becomes === null) this.added.push(item.name);
      }
      table[item.label] = label;
    }
    return table;
  }

  /** Adds what came to the target. To be called within a transaction. */
  apply({ classes }: ProjectFile): void {
    for (const { guessed, learns, ...item } of this.coming) {
      classes.add(item);
      classes.setGuessed(item.label, guessed);
      classes.setLearns(item.label, learns);
    }
  }

  private freeLabel(wanted: number): number {
    if (!this.taken.has(wanted)) return wanted;
    const next = Math.max(...this.taken) + 1;
    const all = Array.from({ length: LAST_CLASS }, (_, i) => i + FIRST_CLASS);
    const free = [next, ...all].find((label) => isClass(label) && !this.taken.has(label));
    if (free !== undefined) return free;
    throw new AppError(
      'invalid-input',
      `Together the projects have more than ${LAST_CLASS} classes, those that were deleted or merged included.`,
    );
  }
}

/** Those that are there, in their order, then those that are gone, whose `becomes` is of those that are there. */
function classesOf({ classes }: ProjectFile): PlannedClass[] {
  const learning = new Set(classes.learning());
  return [
    ...classes.all().map((item) => ({ ...item, learns: learning.has(item.label), becomes: null })),
    ...classes.gone().map((item) => ({
      ...item,
      ...{ threshold: DEFAULT_THRESHOLD, guessed: true, learns: true },
    })),
  ];
}

function keyOf({ name, becomes }: PlannedClass, { classes }: ProjectFile): string {
  if (becomes === null) return plainName(name);
  const end = classes.all().find(({ label }) => label === becomes);
  return JSON.stringify([plainName(name), end ? plainName(end.name) : becomes]);
}
