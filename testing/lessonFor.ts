import { randomFloats, seededRandom } from './random.ts';
import type { Lesson } from '../src/main/project/LessonTable.ts';

const GRID = 4;
const PATCHES = 8;
const DEPTH = 6;

/**
 * A lesson whose left half shows a class and whose right half background, on a patch grid of 8 x 8; its features tell them apart where
 * `signal` is large. AD-CAM's scores of the class are as good as `adcam` says: 1 is the truth, 0 is chance.
 */
export function lessonFor(
  imageId: number,
  label: number,
  { signal = 1, adcam = 0.5, known = true }: { signal?: number; adcam?: number; known?: boolean } = {},
): Lesson {
  const random = seededRandom(imageId * 7919 + label);
  const noise = randomFloats(GRID * GRID * DEPTH, random);
  const features = Float16Array.from(noise, (x, i) => {
    const [cell, d] = [Math.floor(i / DEPTH), i % DEPTH];
    const isClass = cell % GRID < GRID / 2;
    return x - 0.5 + (isClass && d === label % DEPTH ? signal : 0);
  });
  const shares = new Uint8Array(2 * PATCHES * PATCHES);
  const scores = new Float16Array(PATCHES * PATCHES);
  for (let i = 0; i < PATCHES * PATCHES; i++) {
    const isClass = i % PATCHES < PATCHES / 2;
    shares[(isClass ? PATCHES * PATCHES : 0) + i] = 255;
    scores[i] = adcam * (isClass ? 1 : 0) + (1 - adcam) * random();
  }
  return {
    ...{ imageId, madeOf: `made of ${imageId}`, whole: true, grid: GRID, depth: DEPTH, features },
    pooled: Float16Array.from({ length: 4 }, (_, d) => (d === label % 4 ? 1 : 0) + random() / 4),
    ...{ labels: [0, label], shown: [label], shareGrid: PATCHES, shares },
    ...{ scored: known ? [label] : [], scores: known ? scores : new Float16Array() },
    said: known ? [[label, 0.9]] : [],
  };
}
