import { join } from 'node:path';
import { inspectModel } from '../src/main/models/adcam/run/inspectModel.ts';
import { createPack } from '../src/main/models/adcam/createPack.ts';
import type { CnnFindings, VitFindings } from '../src/main/models/adcam/findings.ts';
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
      findings: (await inspectModel({ type: 'inspect', file: cnn, role: 'cnn' })) as CnnFindings,
    },
    vit: {
      ...{ file: shared.vit, mean: half, std: half },
      findings: (await inspectModel({ type: 'inspect', file: shared.vit, role: 'vit' })) as VitFindings,
    },
    ...{ classes, out },
  });
  return out;
}
