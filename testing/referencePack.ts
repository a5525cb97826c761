import { join } from 'node:path';
import { inspectCnn, inspectVit } from '../src/main/models/adcam/run/inspectModel.ts';
import { createPack } from '../src/main/models/adcam/createPack.ts';
import { shared } from './sharedData.ts';

/** Makes a pack of the reference models in a folder and returns its path. */
export async function makeReferencePack(
  folder: string,
  classes: 'voc' | 'imagenet' = 'voc',
): Promise<string> {
  const out = join(folder, `reference-${classes}`);
  const cnn = classes === 'voc' ? shared.cnnVoc : shared.cnnImagenet;
  const half: [number, number, number] = [0.5, 0.5, 0.5];
  createPack({
    name: 'reference',
    cnn: {
      ...{ file: cnn, mean: half, std: half },
      findings: await inspectCnn({ file: cnn }),
    },
    vit: {
      ...{ file: shared.vit, mean: half, std: half },
      findings: await inspectVit({ file: shared.vit }),
    },
    ...{ classes, out },
  });
  return out;
}
