import { escapeHtml } from './escapeHtml.ts';

export interface Bar {
  name: string;
  value: number;
  /** As it is written beside the bar. */
  said: string;
}

const [WIDTH, NAMES, VALUES, LINE] = [640, 170, 80, 22];
const LONGEST_NAME = 24;

/** Bars that lie, one below the other, as SVG that needs nothing else. @param most what the longest bar stands for */
export function barsSvg(title: string, bars: readonly Bar[], most: number): string {
  const height = bars.length * LINE;
  const lines = bars.map(({ name, value, said }, i) => {
    const length = most > 0 ? Math.max(0, Math.min(1, value / most)) * (WIDTH - NAMES - VALUES) : 0;
    const y = i * LINE;
    return [
      `<text class="name" x="${NAMES - 8}" y="${y + 15}">${escapeHtml(short(name))}</text>`,
      `<rect x="${NAMES}" y="${y + 4}" width="${length.toFixed(1)}" height="${LINE - 8}"/>`,
      `<text x="${(NAMES + length + 6).toFixed(1)}" y="${y + 15}">${escapeHtml(said)}</text>`,
    ].join('');
  });
  const text = bars.map(({ name, said }) => `${name} ${said}`).join(', ');
  return (
    `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(`${title}: ${text}`)}">` +
    `${lines.join('')}</svg>`
  );
}

function short(name: string): string {
  const characters = [...name];
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…` : name;
}
