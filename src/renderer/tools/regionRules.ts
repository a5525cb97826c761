import type { OriginId } from '../editor/origins.ts';
import type { ToolImage } from './Tool.ts';

/** What pixels count as that a rule leaves out; no label is this. */
export const OTHERS = -1;

type Rule = (image: ToolImage) => (x: number, y: number) => number;

/** Takes apart by label what was proposed. */
export const proposedLabel: Rule = labelOf('proposed');
/** Takes apart by label what was painted. */
export const paintedLabel: Rule = labelOf('painted');

function labelOf(origin: OriginId): Rule {
  return (image) => (x, y) => (image.originAt(x, y) === origin ? image.labelAt(x, y) : OTHERS);
}
