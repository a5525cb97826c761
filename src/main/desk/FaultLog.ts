import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A fault: something that no AppError says in words for people. */
export interface LoggedFault {
  /** Where it happened: a route, the inference process, a page. */
  where: string;
  error: unknown;
}

const LARGEST_BYTES = 1_000_000;
const KEPT_FILES = 3;

/**
 * Faults with time, place, stack and causes, in `logs/camweave.log` below a folder. A log that has grown large becomes
 * `camweave.1.log`; the oldest goes. A log that cannot be written costs the trace, never the work.
 */
export class FaultLog {
  readonly file: string;
  private readonly onFault: ((text: string) => void) | undefined;

  /** @param onFault is given the text too, for a terminal */
  constructor(folder: string, onFault?: (text: string) => void) {
    this.file = join(folder, 'logs', 'camweave.log');
    this.onFault = onFault;
  }

  record({ where, error }: LoggedFault): void {
    const text = `${new Date().toISOString()} ${where}\n${describe(error)}\n`;
    this.onFault?.(text);
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      this.rotate();
      appendFileSync(this.file, text);
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code === undefined) throw problem;
    }
  }

  private rotate(): void {
    const { size } = statSync(this.file, { throwIfNoEntry: false }) ?? { size: 0 };
    if (size < LARGEST_BYTES) return;
    const name = (n: number): string => (n === 0 ? this.file : this.file.replace(/\.log$/, `.${n}.log`));
    for (let n = KEPT_FILES - 1; n > 0; n--)
      if (statSync(name(n - 1), { throwIfNoEntry: false })) renameSync(name(n - 1), name(n));
  }
}

/** Stack, then what caused it, as deep as it goes; indented so that entries are told apart. */
function describe(error: unknown): string {
  const lines: string[] = [];
  for (let next: unknown = error, depth = 0; next !== undefined && depth < 5; depth++) {
    const text = next instanceof Error ? (next.stack ?? next.message) : String(next);
    lines.push(`${depth === 0 ? '' : 'Caused by: '}${text}`);
    next = next instanceof Error ? next.cause : undefined;
  }
  return lines.join('\n').replace(/^/gm, '  ');
}
