import type { ProjectStats } from '../../../../shared/review/ProjectStats.ts';
import { cellText } from '../../../../shared/review/cellText.ts';
import type { ReviewPlan } from '../../../../shared/review/ReviewPlan.ts';
import { planTable, planWords } from '../../../../shared/review/planWords.ts';
import type { StatsTable } from '../../../../shared/review/statsTables.ts';
import { statsTables } from '../../../../shared/review/statsTables.ts';
import { counted } from '../../../../shared/text/counted.ts';
import { barsSvg } from './barsSvg.ts';
import { columnsSvg } from './columnsSvg.ts';
import { escapeHtml } from './escapeHtml.ts';

const STYLE = `
:root { color-scheme: light dark; --text: #1d2026; --quiet: #565d6b; --page: #fff; --line: #cfd3da; --accent: #1f5fc4; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e7ec; --quiet: #a9b1be; --page: #202329; --line: #343943; --accent: #6ea3f5; } }
body { max-width: 900px; margin: 32px auto; padding: 0 20px; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 22px; } h2 { margin: 32px 0 8px; font-size: 16px; } .quiet { color: var(--quiet); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } div.table { max-width: 100%; overflow-x: auto; }
th, td { padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); text-align: right; } th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
th:first-child, td:first-child, .words { text-align: left; }
svg { max-width: 100%; height: auto; margin-bottom: 8px; } svg text { fill: var(--text); font-size: 12px; } svg text.name { text-anchor: end; }
svg.columns text { text-anchor: middle; font-size: 11px; } svg rect { fill: var(--accent); } svg line { stroke: var(--line); }
`;

/**
 * The statistics of a project as one HTML file that can be passed round: no script, nothing from elsewhere, and whatever a name holds, it is text.
 *
 * @param plan what is still to be looked at, where somebody asked
 */
export function statsHtml(stats: ProjectStats, plan?: ReviewPlan): string {
  const title = `${stats.project}: statistics`;
  const tables = statsTables(stats).map(
    (table) =>
      `<section><h2>${escapeHtml(table.title)}</h2>${plotOf(table.id, stats)}${tableHtml(table)}</section>`,
  );
  const uncounted =
    stats.uncounted > 0
      ? `<p>The label maps of ${counted(stats.uncounted, 'image')} are not counted: classes and agreement are without them.</p>`
      : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p class="quiet"><time datetime="${escapeHtml(stats.at)}">${escapeHtml(dateOf(stats.at))}</time>, ${counted(stats.images, 'image')}</p>
${uncounted}
${plan ? planHtml(plan) : ''}
${tables.join('\n')}
</body>
</html>
`;
}

/** `2026-01-31 12:00 UTC` */
function dateOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function plotOf(id: string, { states, classes, risk, kept }: ProjectStats): string {
  if (id === 'states') {
    const bars = states.map(({ state, images }) => ({ name: state, value: images, said: String(images) }));
    return barsSvg('Images by state', bars, Math.max(...bars.map(({ value }) => value)));
  }
  if (id === 'classes') {
    const bars = classes.map(({ name, shown }) => ({ name, value: shown, said: String(shown) }));
    return barsSvg('Images that show a class', bars, Math.max(0, ...bars.map(({ value }) => value)));
  }
  if (id === 'risk') return columnsSvg('Images by risk', risk.bins);
  if (id !== 'kept') return '';
  const bars = kept.classes.map(({ name, iou }) => ({ name, value: iou, said: cellText(iou, 'share') }));
  return barsSvg('IoU of what was proposed and what was accepted', bars, 1);
}

function planHtml(plan: ReviewPlan): string {
  const { verdict, assumes } = planWords(plan);
  return [
    `<section><h2>What is still to be looked at</h2><p>${verdict.map(escapeHtml).join(' ')}</p>`,
    tableHtml(planTable(plan)),
    `<p class="quiet">This assumes:</p><ul class="quiet">${assumes.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul></section>`,
  ].join('');
}

function tableHtml({ title, columns, rows }: StatsTable): string {
  const words = (i: number): string => (columns[i]!.kind === 'text' ? ' class="words"' : '');
  const head = columns.map(({ name }, i) => `<th scope="col"${words(i)}>${escapeHtml(name)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, i) => `<td${words(i)}>${escapeHtml(cellText(cell, columns[i]!.kind))}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="table"><table aria-label="${escapeHtml(title)}"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
