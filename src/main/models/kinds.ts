import { adcam } from './adcam/adcam.ts';
import { clicks } from './clicks/clicks.ts';
import type { ModelKind } from './ModelKind.ts';

/** The kinds of model that Camweave knows. */
export const KINDS: readonly ModelKind[] = [adcam, clicks];

/** The kind of a pack.json that names none: it was written when there was no other. */
export const UNNAMED_KIND = adcam.id;

export function kindNamed(id: string): ModelKind | undefined {
  return KINDS.find((kind) => kind.id === id);
}
