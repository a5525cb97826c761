import { isClass, VOID } from '../../../shared/labels/labelCodes.ts';
import { mean } from '../../../shared/numbers/mean.ts';
import type { ComparedClass } from '../../project/FigureTable.ts';

/**
 * How an accepted label map and what was proposed agree, class by class; pixels that are void in the first are left out.
 *
 * @param final `uint8[area]`
 * @param proposed `uint8[area]`
 */
export function compareLabels(final: Uint8Array, proposed: Uint8Array): ComparedClass[] {
  const [own, other, both] = [new Float64Array(256), new Float64Array(256), new Float64Array(256)];
  for (let i = 0; i < final.length; i++) {
    if (final[i] === VOID) continue;
    own[final[i]!]! += 1;
    other[proposed[i]!]! += 1;
    if (final[i] === proposed[i]) both[final[i]!]! += 1;
  }
  return [...own.keys()].flatMap((label) =>
    isClass(label) && own[label]! + other[label]! > 0
      ? [{ label, final: own[label]!, proposed: other[label]!, both: both[label]! }]
      : [],
  );
}

/** Mean IoU over the classes that either has, in [0, 1]; 1 where neither has any. */
export function meanIouOf(compared: readonly ComparedClass[]): number {
  return compared.length === 0 ? 1 : mean(compared.map(iouOf));
}

/** Intersection over union. */
export function iouOf({ final, proposed, both }: Omit<ComparedClass, 'label'>): number {
  return both / (final + proposed - both);
}
