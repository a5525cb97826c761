import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPack } from '../src/main/models/adcam/createPack.ts';
import { inspectCnn, inspectVit } from '../src/main/models/adcam/run/inspectModel.ts';
import { modelWithRandomWeights } from './fillWeights.ts';

const bundledCnn = join(import.meta.dirname, '../resources/packs/default/cnn.onnx');

/**
 * Makes a pack for what has to be computed on a slow device: the bundled CNN at 224 pixels, and a vision transformer of three
 * layers with random weights on a grid of 14 x 14. Returns its path.
 */
export async function makeTinyPack(folder: string): Promise<string> {
  const vit = join(folder, 'tiny-vit.onnx');
  mkdirSync(folder, { recursive: true });
  writeFileSync(vit, modelWithRandomWeights('vit_conv_stem.script20.onnx'));
  const half: [number, number, number] = [0.5, 0.5, 0.5];
  const out = join(folder, 'tiny-pack');
  createPack({
    ...{ name: 'tiny', classes: 'voc', out },
    cnn: { file: bundledCnn, mean: half, std: half, findings: await inspectCnn({ file: bundledCnn }) },
    vit: { file: vit, mean: half, std: half, findings: await inspectVit({ file: vit }) },
  });
  return out;
}
