import { createHash } from 'node:crypto';
import { z } from 'zod';
import { imageModel, modelFile, packHead } from '../pack/manifestParts.ts';
import { CONVENTION_IDS } from './conventions.ts';

/** The `kind` of these packs. */
export const CLICKS = 'clicks';

export const clicksManifestSchema = z.object({
  ...packHead(CLICKS),
  /** How both networks were exported: `conventions.ts`. */
  convention: z.enum(CONVENTION_IDS),
  encoder: z.object({
    ...imageModel,
    /** Edge of the square that a photograph is fitted into, in pixels. */
    size: z.int().min(32).max(4096),
    /**
     * What the encoder takes: normalised planes `[1, 3, size, size]`, or pixels `[height, width, 3]` in 0..255 that it
     * normalises and pads itself.
     */
    layout: z.enum(['planes', 'pixels']),
  }),
  decoder: z.object(modelFile),
  /** Whether a box can be given, and logits to start from. */
  takesBox: z.boolean(),
  takesPrompt: z.boolean(),
  candidates: z.object({
    /** Masks that a click gives. */
    count: z.int().min(1).max(64),
    /** Whether the first of them is the model's answer to prompts that leave no choice, and the others its answers to one that does. */
    single: z.boolean(),
  }),
});

export type ClicksManifest = z.infer<typeof clicksManifestSchema>;

/** Identifies what decides masks: networks, size and normalisation; not names. */
export function clicksHash({ convention, encoder, decoder }: ClicksManifest): string {
  return createHash('sha256').update(JSON.stringify({ convention, encoder, decoder })).digest('hex');
}
