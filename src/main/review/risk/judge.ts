import { mean } from '../../../shared/numbers/mean.ts';
import { judgedImage } from './JudgedImage.ts';
import type { RiskInput } from './RiskInput.ts';
import { RISK_SCORES } from './riskScores.ts';

/** What all scores say of one image, by the scores' ids; risks in [0, 1], greater is worse. */
export interface ImageRisks {
  /** A score that has nothing to say is missing. */
  image: Record<string, number>;
  /** Ascending by label. */
  classes: { label: number; risks: Record<string, number> }[];
  /** In reading order. Boxes are 1-based and inclusive, areas in pixels. */
  components: ComponentRisks[];
}

export interface ComponentRisks {
  label: number;
  area: number;
  box: { xmin: number; ymin: number; xmax: number; ymax: number };
  risks: Record<string, number>;
}

/** Judges a label map by every score of the table. */
export function judge(input: RiskInput): ImageRisks {
  const image = judgedImage(input);
  const risks: ImageRisks = {
    image: {},
    classes: image.classes.map((label) => ({ label, risks: {} })),
    components: image.components.map(({ label, area, box }) => ({ label, area, box, risks: {} })),
  };
  for (const { id, judge: judgeBy } of RISK_SCORES) {
    const found = judgeBy(image);
    if (!found) continue;
    note(risks.image, id, found.image ?? mean(found.classes));
    found.classes.forEach((value, i) => note(risks.classes[i]!.risks, id, value));
    found.components?.forEach((value, i) => note(risks.components[i]!.risks, id, value));
  }
  return risks;
}

/** What is no number, because there is nothing to judge, is not noted. */
function note(risks: Record<string, number>, id: string, value: number): void {
  if (!Number.isNaN(value)) risks[id] = Math.min(1, Math.max(0, value));
}
