import { BACKGROUND, UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';

/**
 * Who decides a pixel, each with the colours `#rrggbb` in which "Who decided" shows what it decided. Another one is a row
 * here, its words in messages/messages.ts, and the values of the human layer that tell it in `originOf` and in gl/shaders.ts.
 */
export const ORIGINS = [
  { id: 'proposed', colours: { class: '#3b9ede', background: '#8a93a0', void: '#b49be0' } },
  { id: 'painted', colours: { class: '#f0a30a', background: '#8c4a12', void: '#f4ea5a' } },
] as const;

export type OriginId = (typeof ORIGINS)[number]['id'];
/** What of a label map the colours part. */
export const DECIDED_KINDS = ['class', 'background', 'void'] as const;
type DecidedKind = (typeof DECIDED_KINDS)[number];

/** @param hand value of the human layer */
export function originOf(hand: number): OriginId {
  return hand === UNTOUCHED ? 'proposed' : 'painted';
}

export function decidedKind(label: number): DecidedKind {
  if (label === BACKGROUND) return 'background';
  return label === VOID ? 'void' : 'class';
}

/** Colours of all origins for the shader: `[origins, 3 kinds, 3 channels]`, each in [0, 1]. */
export const ORIGIN_COLOURS = Float32Array.from(
  ORIGINS.flatMap(({ colours }) =>
    DECIDED_KINDS.flatMap((kind) =>
      [1, 3, 5].map((at) => parseInt(colours[kind].slice(at, at + 2), 16) / 255),
    ),
  ),
);
