/** Linear red, green and blue, each in [0, 1]. */
export type LinearRgb = readonly [number, number, number];

type Matrix = readonly [LinearRgb, LinearRgb, LinearRgb];

/**
 * How people see a colour: with all three cones, without the one for green, without the one for red. Matrices of linear RGB
 * at full severity from Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE TVCG 15(6), 2009.
 */
export const COLOUR_VISIONS: Readonly<Record<'usual' | 'deuteranopia' | 'protanopia', Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};
export type ColourVision = keyof typeof COLOUR_VISIONS;

/** A colour as somebody with this vision sees it, within [0, 1]. */
export function seenAs([red, green, blue]: LinearRgb, vision: ColourVision): LinearRgb {
  const [r, g, b] = COLOUR_VISIONS[vision].map((row) =>
    Math.min(1, Math.max(0, row[0] * red + row[1] * green + row[2] * blue)),
  );
  return [r!, g!, b!];
}
