import { closestName } from '../../../shared/classes/closestName.ts';
import { cocoIdOf } from '../../../shared/classes/cocoClasses.ts';

/** Matches the class names of a source with those of the project, and keeps account of the strangers. */
export class ClassNames {
  private readonly known: readonly string[];
  private readonly lookup: Map<string, string>;
  /** By COCO's id: `airplane` is what PASCAL VOC calls `aeroplane`. */
  private readonly byCocoId = new Map<number, string>();
  private readonly renames: ReadonlyMap<string, string>;
  /** Of these, the ones that a source has needed. */
  private readonly needed = new Set<string>();
  /** How many files name each stranger; files come one after the other, so that the last one is enough to tell. */
  private readonly strangers = new Map<string, { first: string; last: string; files: number }>();

  /** @param renames what a source calls a class, and what it means by that */
  constructor(known: readonly string[], renames: Readonly<Record<string, string>> = {}) {
    this.known = known;
    this.lookup = new Map(known.map((name) => [normaliseName(name), name]));
    for (const name of known.toReversed()) {
      const id = cocoIdOf(name);
      if (id !== undefined) this.byCocoId.set(id, name);
    }
    this.renames = new Map(Object.entries(renames).map(([from, to]) => [normaliseName(from), to]));
  }

  /** What the source means by a name: the name itself, unless it was said otherwise. */
  meant(name: string): string {
    const from = normaliseName(name);
    const to = this.renames.get(from);
    if (to !== undefined) this.needed.add(from);
    return to ?? name;
  }

  /** Whether a name that was to be read otherwise has been met. */
  hasMet(name: string): boolean {
    return this.needed.has(normaliseName(name));
  }

  /** The project's spelling of a class, also of one that PASCAL VOC and COCO call otherwise; undefined for a class it does not have. */
  find(name: string): string | undefined {
    const meant = this.meant(name);
    const known = this.lookup.get(normaliseName(meant));
    if (known !== undefined) return known;
    const id = cocoIdOf(meant);
    return id === undefined ? undefined : this.byCocoId.get(id);
  }

  /** The name of the project that is most like one, where any is. */
  near(name: string): string | undefined {
    return closestName(name, this.known);
  }

  /** Like `find`, and a stranger is remembered together with the file that named it. */
  resolve(name: string, file: string): string | undefined {
    const found = this.find(name);
    if (found === undefined) {
      const stranger = this.strangers.get(name);
      if (!stranger) this.strangers.set(name, { first: file, last: file, files: 1 });
      else if (stranger.last !== file) {
        stranger.last = file;
        stranger.files += 1;
      }
    }
    return found;
  }

  /** Of each class that the project does not have, in how many files it was, and what it may be a misspelling of. */
  get strange(): { name: string; files: number; near: string | null }[] {
    return [...this.strangers].map(([name, { files }]) => ({ name, files, near: this.near(name) ?? null }));
  }

  /** One sentence for each class that the project does not have. */
  warnings(): string[] {
    return [...this.strangers].map(([name, { first, files }]) => {
      const more = files > 1 ? ` and ${files - 1} more` : '';
      const near = this.near(name);
      const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
      return `${first}${more}: the class "${name}" is not in this project, so its tags are left out.${hint}`;
    });
  }
}

/** What two names have to share to mean one class: case, spaces, hyphens and underscores do not count. */
export function normaliseName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}
