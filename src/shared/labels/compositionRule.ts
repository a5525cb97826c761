import { BACKGROUND, VOID } from './labelCodes.ts';

/** What decides between score maps. */
export interface CompositionRule {
  /** Label 1..253 of each score map. */
  labels: readonly number[];
  /** Threshold of each score map, in [0, 1]. */
  thresholds: readonly number[];
  /** Void half-width d; 0 for no void. */
  voidHalfWidth: number;
}

/**
 * The composition rule (docs/design.md, "Composition"). Each class has the margin `m_c = q_c - t_c`; the greatest
 * decides, ties go to the lower label: `m >= d` gives the class, `m < -d` background, anything between void.
 * `gl/shaders.ts` says the same in GLSL, `training/camweave_training` in Python; tests compare all of them.
 *
 * @param margin the greatest margin, float32
 * @param label of the class that has it
 */
export function labelOfMargin(margin: number, label: number, voidHalfWidth: number): number {
  if (margin >= voidHalfWidth) return label;
  return margin >= -voidHalfWidth ? VOID : BACKGROUND;
}

/** Score maps in ascending order of their labels, so that the first of equal margins is the lower label's. */
export function ascending(labels: readonly number[]): number[] {
  return labels.map((_, index) => index).sort((a, b) => labels[a]! - labels[b]!);
}
