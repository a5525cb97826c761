import type { AdcamManifest } from '../adcamManifest.ts';
import { addResampled } from '../diffusion/resampleMap.ts';
import { mirror } from '../../../image/resample.ts';
import type { ProposalStage } from '../jobs.ts';
import type { NetworkInputs } from './NetworkInputs.ts';
import type { Activation, AdcamSessions } from './AdcamSessions.ts';
import type { Stopwatch } from '../../runtime/Stopwatch.ts';

/** CNN input sizes for a pack's scales: multiples of its stride, each size once. */
export function activationSizes({ cnn }: AdcamManifest, scales: readonly number[]): number[] {
  if (cnn.fixedSize) return [cnn.size];
  const round = (scale: number): number =>
    Math.max(1, Math.round((cnn.size * scale) / cnn.stride)) * cnn.stride;
  return [...new Set(scales.map(round))];
}

/**
 * The positive part of class activation, summed over input sizes and mirroring, on the ViT's patch grid: `summed`
 * is `[C, N]`, not yet normalised. `own` is the run at the size nearest to the CNN's own, with features where they are wanted.
 */
export async function activationMaps(
  sessions: AdcamSessions,
  inputs: NetworkInputs,
  options: {
    sizes: number[];
    flip: boolean;
    classes: number[];
    clock: Stopwatch<ProposalStage>;
    withFeatures?: boolean;
  },
): Promise<{ summed: Float32Array; own: Activation }> {
  const { cnn, vit } = sessions.manifest;
  const { sizes, flip, classes, clock, withFeatures = false } = options;
  const summed = new Float32Array(classes.length * vit.grid ** 2);
  const nearest = sizes.reduce((a, b) => (Math.abs(b - cnn.size) < Math.abs(a - cnn.size) ? b : a));
  let own: Activation | undefined;
  for (const size of sizes) {
    const planes = inputs.planes(size, cnn);
    for (const mirrored of flip ? [false, true] : [false]) {
      const input = mirrored ? mirror(planes, size) : planes;
      const isOwn = size === nearest && !mirrored;
      const run = await clock.time('cnn', () =>
        sessions.activation(input, size, classes, withFeatures && isOwn),
      );
      addResampled(summed, vit.grid, run.data, run, mirrored);
      if (isOwn) own = run;
    }
  }
  return { summed, own: own! };
}
