import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';

/** Layers as a person writes them: `all`, or runs such as `3-11` and `0, 5`. */
export function formatLayers(layers: ProposalParameters['layers']): string {
  if (layers === 'all') return 'all';
  const runs: [number, number][] = [];
  for (const layer of [...layers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && layer === last[1] + 1) last[1] = layer;
    else runs.push([layer, layer]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}

/** Reads such a text; undefined where it names no layers, or one that the pack does not have. */
export function parseLayers(text: string, available: number): ProposalParameters['layers'] | undefined {
  if (text.trim().toLowerCase() === 'all') return 'all';
  const layers: number[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part);
    if (!match) return undefined;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (last < first || last >= available) return undefined;
    for (let layer = first; layer <= last; layer++) if (!layers.includes(layer)) layers.push(layer);
  }
  return layers;
}

/** Reads a list of scales; undefined where one is no number from 0.25 to 4. */
export function parseScales(text: string): number[] | undefined {
  const scales = text.split(',').map(Number);
  const good = scales.length <= 8 && scales.every((scale) => scale >= 0.25 && scale <= 4);
  return good ? scales : undefined;
}
