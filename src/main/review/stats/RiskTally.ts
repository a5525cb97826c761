import type { ImageState } from '../../../shared/images/imageState.ts';
import { IMAGE_STATES } from '../../../shared/images/imageState.ts';
import type { ProjectStats } from '../../../shared/review/ProjectStats.ts';
import { RISK_BINS } from '../../../shared/review/ProjectStats.ts';
import type { ImageLine } from './imageLines.ts';

/** How risks are spread, and what they are in each state: of a decided image that which it had when it was proposed. */
export class RiskTally {
  private readonly bins = Array.from({ length: RISK_BINS }, () => 0);
  private readonly sums = new Map<ImageState, { images: number; sum: number }>();

  add({ image, risk }: ImageLine): void {
    if (risk === undefined) return;
    this.bins[Math.min(RISK_BINS - 1, Math.floor(risk * RISK_BINS))]! += 1;
    const known = this.sums.get(image.state) ?? { images: 0, sum: 0 };
    known.images += 1;
    known.sum += risk;
    this.sums.set(image.state, known);
  }

  result(): ProjectStats['risk'] {
    let [images, sum] = [0, 0];
    const byState = IMAGE_STATES.flatMap((state) => {
      const found = this.sums.get(state);
      if (!found) return [];
      images += found.images;
      sum += found.sum;
      return [{ state, images: found.images, mean: Math.min(1, found.sum / found.images) }];
    });
    return { images, mean: images > 0 ? Math.min(1, sum / images) : null, bins: this.bins, byState };
  }
}
