import { CorrectionBase } from '../../correct/CorrectionBase.ts';
import type { FieldCorrector } from '../../correct/FieldCorrector.ts';
import type { ClickSource } from './evaluateClicks.ts';

/** Corrections without a click pack: of the score field alone, and moved onto the edges of the photograph. */
export function fieldSources(corrector: FieldCorrector): ClickSource[] {
  const source = (name: string, followEdges: boolean): ClickSource => ({
    ...{ name, fromEmpty: false },
    begin: (photograph, shown, label) => {
      const base = new CorrectionBase(shown);
      return (clicks) =>
        corrector.correct(photograph, base, { label, clicks, followEdges }, { priority: 'batch' });
    },
  });
  return [source('diffusion', false), source('diffusion-edges', true)];
}
