import { closestName } from '../../../shared/classes/closestName.ts';

/** Matches the class names of a source with those of the project, and keeps account of the strangers. */
export class ClassNames {
  private readonly known: readonly string[];
  private readonly lookup: Map<string, string>;
  private readonly strangers = new Map<string, Set<string>>();

  constructor(known: readonly string[]) {
    this.known = known;
    this.lookup = new Map(known.map((name) => [normalise(name), name]));
  }

  /** The project's spelling of a class, or undefined for a class it does not have. */
  find(name: string): string | undefined {
    return this.lookup.get(normalise(name));
  }

  /** Like `find`, and a stranger is remembered together with the file that named it. */
  resolve(name: string, file: string): string | undefined {
    const found = this.find(name);
    if (found === undefined) {
      const files = this.strangers.get(name) ?? new Set();
      this.strangers.set(name, files.add(file));
    }
    return found;
  }

  /** Of each class that the project does not have, in how many files it was. */
  get strange(): { name: string; files: number }[] {
    return [...this.strangers].map(([name, files]) => ({ name, files: files.size }));
  }

  /** One sentence for each class that the project does not have. */
  warnings(): string[] {
    return [...this.strangers].map(([name, files]) => {
      const [file] = files;
      const more = files.size > 1 ? ` and ${files.size - 1} more` : '';
      const near = closestName(name, this.known);
      const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
      return `${file}${more}: the class "${name}" is not in this project, so its tags are left out.${hint}`;
    });
  }
}

function normalise(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}
