import { FIRST_CLASS, LAST_CLASS } from '../../shared/labels/labelCodes.ts';

/** The labels that a JSON text lists; undefined where it does not list labels. */
export function readLabels(text: string): number[] | undefined {
  try {
    const labels: unknown = JSON.parse(text);
    return Array.isArray(labels) && labels.length <= LAST_CLASS && labels.every(isLabel) ? labels : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isLabel(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= FIRST_CLASS && (value as number) <= LAST_CLASS;
}
