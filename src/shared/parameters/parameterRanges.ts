/** A number's range, and by how much one step of a field changes it. */
export interface NumberRange {
  min: number;
  max: number;
  step: number;
}

/** Ranges of the parameters that are numbers: the schema, the pages' fields and the command's help follow them. */
export const PARAMETER_RANGES = {
  gamma: { min: 0, max: 32, step: 0.5 },
  beta: { min: 0, max: 1, step: 0.05 },
  steps: { min: 1, max: 16, step: 1 },
} satisfies Record<string, NumberRange>;
/** Of each scale, and how many there may be. */
export const SCALE_RANGE = { min: 0.25, max: 4, most: 8 };
