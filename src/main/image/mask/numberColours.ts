import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import type { ColourMask } from './readColourMask.ts';
import type { PaletteMask } from './readIndexMask.ts';

/** As many as a mask has values. */
const MOST_COLOURS = 256;

/**
 * A mask of colours as one with a palette: where all of its colours are those of the VOC map, with the values of that map; else with numbers for them, of which
 * black has 0 and VOC's void 255.
 *
 * @param file named in the error
 * @throws AppError `invalid-input` where it has more colours than a mask has values
 */
export function numberColours({ width, height, data, channels }: ColourMask, file: string): PaletteMask {
  const values = new Map<number, number>();
  const colourAt = (at: number): number => (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
  for (let at = 0; at < data.length && values.size <= MOST_COLOURS; at += channels)
    values.set(colourAt(at), -1);
  if (values.size > MOST_COLOURS)
    throw new AppError(
      'invalid-input',
      `${file} has more than ${MOST_COLOURS} colours, and a mask has one for each class. It may be a photograph.`,
    );
  const voc = new Map(VOC_PALETTE.map(([r, g, b], value) => [(r! << 16) | (g! << 8) | b!, value]));
  const isVoc = [...values.keys()].every((colour) => voc.has(colour));
  const free = Array.from({ length: 254 }, (_, i) => i + 1).values();
  for (const colour of values.keys()) {
    const known = voc.get(colour);
    const isKept = isVoc || known === BACKGROUND || known === VOID;
    // Without black or void among them, 256 colours need these numbers too.
    const next = isKept ? known! : (free.next().value ?? (values.has(0) ? VOID : BACKGROUND));
    values.set(colour, next);
  }
  const result = new Uint8Array(width * height);
  for (let i = 0; i < result.length; i++) result[i] = values.get(colourAt(i * channels))!;
  const palette: number[][] = Array.from({ length: 256 }, () => []);
  for (const [colour, value] of values) palette[value] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return { width, height, data: result, palette: isVoc ? VOC_PALETTE : palette, isNumbered: !isVoc };
}
