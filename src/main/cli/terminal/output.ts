import { visible } from '../../../shared/text/visible.ts';

/** What a text of several lines or columns may have; all else that a terminal obeys is shown instead. */
const LAYOUT = '\n\t';

/** Results for people, on stdout. Whatever a name or a message carries, the terminal does not obey it. */
export function print(text: string): void {
  process.stdout.write(`${visible(text, LAYOUT)}\n`);
}

/** Everything else, on stderr; likewise. */
export function tell(text: string): void {
  process.stderr.write(`${visible(text, LAYOUT)}\n`);
}

/** One JSON object on stdout, for programs: text is in it as it is. Numbers that are not finite become null. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** At most `most` lines of a list, each one line whatever is in it, and how many more there are. */
export function tellSome(heading: string, lines: readonly string[], most = 10): void {
  if (lines.length === 0) return;
  tell(heading);
  for (const line of lines.slice(0, most)) tell(`  ${visible(line)}`);
  if (lines.length > most) tell(`  ... and ${lines.length - most} more`);
}
