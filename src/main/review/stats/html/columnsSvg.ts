import { escapeHtml } from './escapeHtml.ts';

const [WIDTH, HEIGHT, FOOT, HEAD] = [640, 190, 24, 18];

/** A histogram over [0, 1] as SVG that needs nothing else. @param counts of equal steps, at least one */
export function columnsSvg(title: string, counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const columns = counts.map((count, i) => {
    const height = (count / most) * (HEIGHT - FOOT - HEAD);
    const [x, y] = [i * step + 1.5, HEIGHT - FOOT - height];
    const said = count > 0 ? `<text x="${(i + 0.5) * step}" y="${y - 4}">${count}</text>` : '';
    return `<rect x="${x}" y="${y.toFixed(1)}" width="${step - 3}" height="${height.toFixed(1)}"/>${said}`;
  });
  const marks = [0, 0.25, 0.5, 0.75, 1].map((value) => {
    const at = ['start', 'middle', 'middle', 'middle', 'end'][4 * value]!;
    return `<text style="text-anchor:${at}" x="${value * WIDTH}" y="${HEIGHT - 6}">${value}</text>`;
  });
  const text = counts.map((count, i) => `from ${(i / counts.length).toFixed(2)} ${count}`).join(', ');
  return (
    `<svg class="columns" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}: ${text}`)}">` +
    `<line x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"/>${columns.join('')}${marks.join('')}</svg>`
  );
}
