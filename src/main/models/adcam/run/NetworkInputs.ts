import type { RgbImage } from '../../../image/RgbImage.ts';
import type { Normalisation } from '../../../image/resample.ts';
import { resampleToTensor } from '../../../image/resample.ts';
import type { ProposalStage } from '../jobs.ts';
import type { Stopwatch } from '../../runtime/Stopwatch.ts';

/** One photograph as input planes `[3, size, size]`, made once for both networks where they want the same. */
export class NetworkInputs {
  private readonly image: RgbImage;
  private readonly clock: Stopwatch<ProposalStage>;
  private readonly made = new Map<string, Float32Array>();

  constructor(image: RgbImage, clock: Stopwatch<ProposalStage>) {
    this.image = image;
    this.clock = clock;
  }

  planes(size: number, { mean, std }: Normalisation): Float32Array {
    const key = JSON.stringify([size, mean, std]);
    const known = this.made.get(key);
    if (known) return known;
    const planes = this.clock.timeSync('resample', () => resampleToTensor(this.image, size, { mean, std }));
    this.made.set(key, planes);
    return planes;
  }
}
