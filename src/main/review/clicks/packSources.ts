import { CorrectionBase } from '../../correct/CorrectionBase.ts';
import type { PackCorrector } from '../../correct/PackCorrector.ts';
import type { ClickSource } from './evaluateClicks.ts';

/** Corrections with a click pack: from nothing, as such models are usually measured, and from what is proposed. */
export function packSources(corrector: PackCorrector): ClickSource[] {
  const source = (name: string, fromEmpty: boolean): ClickSource => ({
    ...{ name, fromEmpty },
    begin: (photograph, shown, label) => {
      const base = new CorrectionBase(shown);
      return async (clicks) => {
        const { candidates } = await corrector.correct(
          photograph,
          base,
          { label, clicks },
          { priority: 'batch' },
        );
        return candidates[0]!;
      };
    },
  });
  return [source('pack-empty', true), source('pack-proposal', false)];
}
