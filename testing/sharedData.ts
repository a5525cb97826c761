import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', process.env['CAMWEAVE_SHARED'] ?? '../shared');
const present = existsSync(join(root, 'packs', 'reference'));

/**
 * Photographs and reference models for local testing, which are not part of the repository. Tests that need
 * them are skipped where they are absent, unless CAMWEAVE_REQUIRE_SHARED is set.
 */
export const shared = {
  present,
  cnnVoc: join(root, 'packs', 'reference', 'cnn-voc20.onnx'),
  cnnImagenet: join(root, 'packs', 'reference', 'cnn-imagenet.onnx'),
  vit: join(root, 'packs', 'reference', 'vit-448.onnx'),
  /** MobileSAM; not every folder that has the others has it too. */
  mobileSam: {
    present: existsSync(join(root, 'packs', 'mobile-sam', 'decoder.onnx')),
    encoder: join(root, 'packs', 'mobile-sam', 'encoder.onnx'),
    decoder: join(root, 'packs', 'mobile-sam', 'decoder.onnx'),
  },
  vocdevkit: join(root, 'data', 'VOCdevkit'),
  masks: join(root, 'data', 'VOCdevkit', 'VOC2012', 'SegmentationClass'),
  photographs: join(root, 'data', 'VOCdevkit', 'VOC2012', 'JPEGImages'),
};

if (!present) {
  const message = `${root} has no reference models and photographs; set CAMWEAVE_SHARED to a folder that has.`;
  if (process.env['CAMWEAVE_REQUIRE_SHARED'] === '1') throw new Error(message);
  process.stderr.write(`Skipped, tests on real models: ${message}\n`);
}
