import { visible } from '../../../shared/text/visible.ts';

/** Columns aligned: the first to the left, the others to the right. A cell is one line, whatever is in it. */
export function table(cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map((cell) => visible(cell)));
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A share as a percentage with one decimal; `-` where there is none. */
export function percent(share: number): string {
  return Number.isFinite(share) ? (share * 100).toFixed(1) : '-';
}
