import type { Difference } from '../../shared/labels/agreement.ts';
import { DIFFERENCES } from '../../shared/labels/agreement.ts';

/** In which colour, `#rrggbb`, each kind of difference to the true mask is shown: far apart whoever looks, and on any photograph. */
export const DIFFERENCE_COLOURS: Readonly<Record<Difference, string>> = {
  missed: '#1f5fff',
  tooMuch: '#d4251c',
  confused: '#ffe11f',
};

/** The same for the shader: `[3 kinds, 3 channels]`, each in [0, 1]. */
export const SHADER_DIFFERENCES = Float32Array.from(
  DIFFERENCES.flatMap((kind) =>
    [1, 3, 5].map((at) => parseInt(DIFFERENCE_COLOURS[kind].slice(at, at + 2), 16) / 255),
  ),
);
