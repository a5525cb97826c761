import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { JudgedImage } from './JudgedImage.ts';
import type { RiskScore } from './RiskScore.ts';

/** How far an edge may be from the boundary, in pixels of the reduced size. */
const NEAR = 1;

/**
 * Boundary against image edges: of the pixels along the boundary of a class or a component, the mean of one less the rank that the strongest
 * edge within a pixel has among all pixels of the photograph. About 0.3 where the boundary knows nothing of the photograph, since the strongest of nine is taken.
 */
export const boundaryAtEdges: RiskScore = {
  id: 'edges',
  title: 'boundary against the photograph’s edges',
  judge: (image) => {
    const { input, width, height, labels, ids, classes, components } = image;
    const { edges } = input;
    if (edges?.length !== labels.length) return undefined;
    const rank = rankOf(edges);
    const ofLabel = Array.from({ length: 256 }, () => ({ sum: 0, count: 0 }));
    const ofComponent = components.map(() => ({ sum: 0, count: 0 }));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        if (ids[i] === 0 || !isBoundary(image, x, y)) continue;
        let best = 0;
        for (let v = Math.max(0, y - NEAR); v <= Math.min(height - 1, y + NEAR); v++)
          for (let u = Math.max(0, x - NEAR); u <= Math.min(width - 1, x + NEAR); u++)
            best = Math.max(best, rank[edges[v * width + u]!]!);
        for (const tally of [ofLabel[labels[i]!]!, ofComponent[ids[i]! - 1]!]) {
          tally.sum += 1 - best;
          tally.count += 1;
        }
      }
    }
    // A class that fills the image has no boundary, and one that is missing none either: nothing is said.
    const risk = ({ sum, count }: { sum: number; count: number }): number =>
      count === 0 ? NaN : sum / count;
    const found = classes.map((label) => risk(ofLabel[label]!));
    const known = found.filter((value) => !Number.isNaN(value));
    return {
      image: known.length === 0 ? NaN : known.reduce((a, b) => a + b, 0) / known.length,
      classes: found,
      components: ofComponent.map(risk),
    };
  },
};

/** Whether a pixel touches another label, void left out; the border of the image is no boundary. */
function isBoundary({ width, height, labels }: JudgedImage, x: number, y: number): boolean {
  const i = y * width + x;
  const differs = (at: number): boolean => labels[at] !== labels[i] && labels[at] !== VOID;
  return (
    (x > 0 && differs(i - 1)) ||
    (x + 1 < width && differs(i + 1)) ||
    (y > 0 && differs(i - width)) ||
    (y + 1 < height && differs(i + width))
  );
}

/** Of each strength, the share of the pixels that are weaker. */
function rankOf(edges: Uint8Array): Float64Array {
  const below = new Float64Array(256);
  for (const strength of edges) for (let s = strength + 1; s < 256; s++) below[s]! += 1;
  return below.map((count) => count / edges.length);
}
