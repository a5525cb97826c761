import type { Cell, CellKind } from './statsTables.ts';

/** A cell for people: shares in percent, seconds as minutes or hours; `-` for what is not known. */
export function cellText(cell: Cell, kind: CellKind): string {
  if (cell === null) return '-';
  if (typeof cell === 'string') return cell;
  if (kind === 'share') return `${(100 * cell).toFixed(1)} %`;
  if (kind === 'seconds') return timeText(cell);
  return kind === 'number' ? cell.toFixed(2) : String(Math.round(cell));
}

/** `12 s`, `3:05 min`, `1:02:09 h` */
export function timeText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [minutes, rest] = [Math.floor(whole / 60), two(whole % 60)];
  if (minutes < 60) return `${minutes}:${rest} min`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest} h`;
}
