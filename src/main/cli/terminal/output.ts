/** Results, on stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Everything else, on stderr. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One JSON object on stdout; numbers that are not finite become null. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** At most `most` lines of a list, and how many more there are. */
export function tellSome(heading: string, lines: readonly string[], most = 10): void {
  if (lines.length === 0) return;
  tell(heading);
  for (const line of lines.slice(0, most)) tell(`  ${line}`);
  if (lines.length > most) tell(`  ... and ${lines.length - most} more`);
}
