import {
  DEFAULT_PARAMETERS,
  DEFAULT_TAG_PROBABILITY,
  DEFAULT_THRESHOLD,
} from '../../../shared/parameters/proposalParameters.ts';
import type { NewPack } from '../ModelKind.ts';
import { expectNoPack, sha256OfFile, writePack } from '../pack/writePack.ts';
import type { MappedClass } from './classes/classMapping.ts';
import { classMapping, IMAGENET_CLASSES } from './classes/classMapping.ts';
import type { AdcamManifest } from './adcamManifest.ts';
import { ADCAM } from './adcamManifest.ts';
import type { CnnFindings, VitFindings } from './findings.ts';

type Triple = [number, number, number];

export const IMAGENET_MEAN: Triple = [0.485, 0.456, 0.406];
export const IMAGENET_STD: Triple = [0.229, 0.224, 0.225];

export interface PackSource {
  file: string;
  mean: Triple;
  std: Triple;
}

export interface CreatePackOptions extends NewPack {
  cnn: PackSource & { findings: CnnFindings; activation?: 'softmax' | 'sigmoid' };
  vit: PackSource & { findings: VitFindings };
  /** `voc`, `imagenet`, `coco` or a class list file; see `classMapping`. */
  classes: string;
}

/**
 * Writes a pack folder: both model files, copied as they are, and pack.json.
 *
 * @returns the manifest, and the project classes for which the CNN has no class of its own
 * @throws AppError `invalid-input` when the class list does not fit or `out` already holds a pack
 */
export function createPack(options: CreatePackOptions): { manifest: AdcamManifest; unmapped: string[] } {
  const { cnn, vit, out } = options;
  expectNoPack(out);
  const classes = classMapping(options.classes, cnn.findings.modelClasses);
  const manifest: AdcamManifest = {
    format: 1,
    kind: ADCAM,
    name: options.name,
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.licence === undefined ? {} : { licence: options.licence }),
    cnn: {
      file: 'cnn.onnx',
      sha256: sha256OfFile(cnn.file),
      mean: cnn.mean,
      std: cnn.std,
      size: cnnSize(cnn.findings, vit.findings),
      fixedSize: cnn.findings.fixedSize,
      stride: cnn.findings.stride,
      modelClasses: cnn.findings.modelClasses,
      activation:
        cnn.activation ??
        cnn.findings.outputActivation ??
        (isOfImagenet(options.classes, cnn.findings) ? 'softmax' : 'sigmoid'),
    },
    vit: {
      file: 'vit.onnx',
      sha256: sha256OfFile(vit.file),
      mean: vit.mean,
      std: vit.std,
      size: vit.findings.size,
      patch: vit.findings.patch,
      grid: vit.findings.grid,
      tokens: vit.findings.tokens,
      heads: vit.findings.heads,
      attention: vit.findings.attention,
    },
    classes,
    parameters: DEFAULT_PARAMETERS,
    thresholds: { default: DEFAULT_THRESHOLD, perClass: {} },
    tagProbability: { default: DEFAULT_TAG_PROBABILITY, perClass: {} },
  };
  writePack(out, { 'cnn.onnx': cnn.file, 'vit.onnx': vit.file }, manifest);
  return { manifest, unmapped: unmappedNames(classes) };
}

/** Classifiers of ImageNet give one class per image. */
function isOfImagenet(classes: string, { modelClasses }: CnnFindings): boolean {
  return classes === 'imagenet' || (classes === 'coco' && modelClasses === IMAGENET_CLASSES);
}

/** Both networks see the same square; a CNN of a fixed size keeps its own. */
function cnnSize(cnn: CnnFindings, vit: VitFindings): number {
  return cnn.fixedSize ? cnn.size : Math.max(1, Math.round(vit.size / cnn.stride)) * cnn.stride;
}

function unmappedNames(classes: MappedClass[]): string[] {
  return classes.filter(({ modelClasses }) => modelClasses.length === 0).map(({ name }) => name);
}
