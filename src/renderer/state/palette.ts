import type { ClassSummary } from '../../shared/contract/projectRoutes.ts';
import { rgbOf } from '../../shared/colours/rgbOf.ts';
import { hexColour, VOC_PALETTE } from '../../shared/labels/vocPalette.ts';

/** Colours that people with any common colour vision tell apart (Okabe and Ito, 2008), black and white left out. */
const COLOUR_BLIND_SAFE = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];

export type PaletteName = 'voc' | 'colour-blind';

/** After seven labels the colours come back lighter, then darker: by this share of white or black. */
const SHADES = [
  { towards: 0, share: 0 },
  { towards: 255, share: 0.5 },
  { towards: 0, share: 0.5 },
];

/** The colour of a class on the canvas, `#rrggbb`. */
export function classColour(
  { label, colour }: Pick<ClassSummary, 'label' | 'colour'>,
  palette: PaletteName,
): string {
  if (palette === 'voc') return colour;
  const hue = COLOUR_BLIND_SAFE[(label - 1) % COLOUR_BLIND_SAFE.length]!;
  const { towards, share } = SHADES[Math.floor((label - 1) / COLOUR_BLIND_SAFE.length) % SHADES.length]!;
  const [red, green, blue] = rgbOf(hue).map((value) => Math.round(value + (towards - value) * share));
  return hexColour([red!, green!, blue!]);
}

/** Colours of all labels for the shader: `[256, 4]`, the last 0 for hidden ones. */
export function shaderPalette(
  classes: readonly ClassSummary[],
  palette: PaletteName,
  hidden: ReadonlySet<number>,
): Float32Array {
  const colours = new Float32Array(256 * 4);
  VOC_PALETTE.forEach((colour, label) => colours.set([...colour.map((value) => value / 255), 1], label * 4));
  for (const item of classes) {
    const colour = classColour(item, palette);
    const channels = rgbOf(colour).map((value) => value / 255);
    colours.set(channels, item.label * 4);
  }
  for (const label of hidden) colours[label * 4 + 3] = 0;
  return colours;
}
