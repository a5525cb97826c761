import type { StatsTable } from '../../../shared/review/statsTables.ts';
import { csvText } from '../../formats/csv/csvText.ts';

/** A table as the text of a CSV file: shares in [0, 1], seconds as they are; what is not known is empty. */
export function statsCsv({ columns, rows }: StatsTable): string {
  return csvText([columns.map(({ name }) => name), ...rows.map((row) => row.map(plain))]);
}

function plain(cell: string | number | null): string {
  if (cell === null) return '';
  // Six digits are more than any figure is worth.
  return typeof cell === 'number' ? String(Math.round(cell * 1e6) / 1e6) : cell;
}
