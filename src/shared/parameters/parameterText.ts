import { SCALE_RANGE } from './parameterRanges.ts';
import type { ProposalParameters } from './proposalParameters.ts';

/** More layers than any network has: keeps a slip of the pen from making a list without end. */
const MOST_LAYERS = 1000;

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

/**
 * Reads such a text; undefined where it names no layers, or one that is not there.
 *
 * @param available how many layers the pack has; any number where that is not known yet
 */
export function parseLayers(text: string, available = MOST_LAYERS): ProposalParameters['layers'] | undefined {
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

/** Reads a list of scales; undefined where one is no number in the range of scales. */
export function parseScales(text: string): number[] | undefined {
  const scales = text.split(',').map(Number);
  const good =
    scales.length <= SCALE_RANGE.most &&
    scales.every((scale) => scale >= SCALE_RANGE.min && scale <= SCALE_RANGE.max);
  return good ? scales : undefined;
}
