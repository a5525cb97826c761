import { isClass, LAST_CLASS, UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';
import { throughTable } from '../../shared/labels/throughTable.ts';
import { AppError } from '../../shared/errors/AppError.ts';

/** Every label means itself. Made once: labels are read for every image, and nearly always this is what they mean. */
const SAME: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, label) => label);

/**
 * What labels that were written once mean now. Strokes, accepted label maps, tags, thresholds and scores keep the labels that
 * they were made with; those of a deleted or merged class are read as what it has become: another class, background, void,
 * or 254 for "as it is proposed". So bringing a class back brings back all that it was on.
 */
export class LabelsNow {
  /** By label, what it means now; only those that mean something else. */
  private readonly changed = new Map<number, number>();
  private readonly table: Readonly<Uint8Array>;

  /**
   * @param classes labels of the classes that are there
   * @param becomes by label of a class that is no longer there
   * @throws AppError `project-invalid` where one becomes a class that never was, or itself in the end
   */
  constructor(classes: ReadonlySet<number>, becomes: ReadonlyMap<number, number>) {
    const table = SAME.slice();
    for (const label of becomes.keys()) {
      const now = endOf(label, becomes);
      if (now === undefined || (isClass(now) && !classes.has(now)))
        throw new AppError('project-invalid', `It cannot be told what class ${label} has become.`);
      this.changed.set(label, now);
      table[label] = now;
    }
    this.table = becomes.size === 0 ? SAME : table;
  }

  /** Whether every label means what it meant. */
  get areSame(): boolean {
    return this.changed.size === 0;
  }

  /** What a label means now: itself, another class, 0, 254 or 255. */
  of(label: number): number {
    return this.table[label]!;
  }

  /**
   * Values of a label map or a human layer as they are read now; the same array where nothing differs.
   *
   * @param proposed what is read for "as it is proposed"
   */
  values(then: Uint8Array, proposed: number = UNTOUCHED): Uint8Array {
    if (proposed === UNTOUCHED) return this.areSame ? then : throughTable(then, this.table);
    const table = this.table.map((label) => (label === UNTOUCHED ? proposed : label));
    return throughTable(then, table);
  }

  /** Labels of classes as they are read now: each once, ascending, without those of classes that have become none. */
  classes(then: readonly number[]): number[] {
    if (this.areSame) return [...then];
    const now = then.map((label) => this.of(label)).filter(isClass);
    return [...new Set(now)].sort((a, b) => a - b);
  }

  /** Thresholds by label as they are read now: a class's own, else that of the first that has become it. */
  thresholds(then: Readonly<Record<number, number>>): Record<number, number> {
    if (this.areSame) return { ...then };
    const now: Record<number, number> = {};
    for (const [key, value] of Object.entries(then)) {
      const label = this.of(Number(key));
      if (isClass(label)) now[label] = then[label] ?? now[label] ?? value;
    }
    return now;
  }

  /**
   * Tags to be written for those that a person wants, so that a class which is brought back has its tags again: written tags of
   * classes that are gone stay where they say nothing now, or what is wanted.
   *
   * @param written the tags as they are kept
   * @param wanted labels of classes that are there, or that something is written under
   */
  tagsToWrite(written: readonly number[], wanted: readonly number[]): number[] {
    const kept = written.filter(
      (label) => this.isGone(label) && this.says(label, wanted) && !wanted.includes(label),
    );
    const said = new Set(kept.map((label) => this.of(label)));
    const others = wanted.filter((label) => written.includes(label) || !said.has(label));
    return [...kept, ...others].sort((a, b) => a - b);
  }

  /** The same for thresholds by label. */
  thresholdsToWrite(
    written: Readonly<Record<number, number>>,
    wanted: Readonly<Record<number, number>>,
  ): Record<number, number> {
    const labels = Object.keys(wanted).map(Number);
    const kept = Object.entries(written).filter(
      ([label]) => this.isGone(Number(label)) && this.says(Number(label), labels),
    );
    const before = this.thresholds(written);
    const others = Object.entries(wanted).filter(
      ([key, value]) => Object.hasOwn(written, key) || before[Number(key)] !== value,
    );
    return Object.fromEntries([...kept, ...others]);
  }

  private isGone(label: number): boolean {
    return this.changed.has(label);
  }

  /** Whether a label of a class that is gone means no class now, or one of some. */
  private says(label: number, wanted: readonly number[]): boolean {
    const now = this.of(label);
    return !isClass(now) || wanted.includes(now);
  }
}

/** Where a chain of labels ends; undefined where it does not. */
function endOf(label: number, becomes: ReadonlyMap<number, number>): number | undefined {
  let now: number | undefined = label;
  for (let steps = 0; steps <= LAST_CLASS; steps++) {
    const next: number | undefined = becomes.get(now);
    if (next === undefined) return now >= 0 && now <= VOID ? now : undefined;
    now = next;
  }
  return undefined;
}
