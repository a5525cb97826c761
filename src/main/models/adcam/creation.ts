import { z } from 'zod';
import type { PackCreation } from '../ModelKind.ts';
import { triple } from '../pack/tripleFlag.ts';
import type { CreatePackOptions, PackSource } from './createPack.ts';
import { createPack, IMAGENET_MEAN, IMAGENET_STD } from './createPack.ts';
import { inspectCnnJob, inspectVitJob } from './jobs.ts';

const VIT_SIZE_RULE = '--vit-size takes a number of pixels.';

/** A number of pixels, as the command line has it: text. */
export const vitSize = z
  .string({ error: VIT_SIZE_RULE })
  .regex(/^\s*[1-9]\d{0,4}\s*$/, { error: VIT_SIZE_RULE })
  .transform(Number);

const text = z.string();

const options = z.object({
  cnn: text,
  vit: text,
  classes: text,
  activation: z
    .enum(['softmax', 'sigmoid'], {
      error: '--activation takes softmax (one class per image) or sigmoid (any number of classes).',
    })
    .optional(),
  ...{ cnnMean: triple('mean'), cnnStd: triple('std') },
  ...{ vitMean: triple('mean'), vitStd: triple('std') },
  ...{ mean: triple('mean'), std: triple('std') },
  vitSize: vitSize.optional(),
});

export type AdcamOptions = z.infer<typeof options>;

/** How a pack is made of two ONNX files and a list of classes. */
export const creation: PackCreation<AdcamOptions> = {
  usage: '--cnn F --vit F --classes C',
  needs: [
    {
      flag: '--cnn <file>',
      help: 'create: image classifier with global pooling',
      words: 'the CNN: --cnn FILE.onnx',
    },
    {
      flag: '--vit <file>',
      help: 'create: vision transformer with eager attention',
      words: 'the vision transformer: --vit FILE.onnx',
    },
    {
      flag: '--classes <which>',
      help: 'create: voc, imagenet, coco, or a file with one line per CNN output: "name" or "name = project class"',
      words: 'the classes of the CNN: --classes voc, imagenet, coco or FILE',
    },
  ],
  takes: [
    { flag: '--mean <values>', help: "create: one number or three, of 0..1 (default: ImageNet's)" },
    { flag: '--std <values>', help: 'create: likewise' },
    {
      flag: '--cnn-mean <values>',
      help: 'create: for the CNN alone; likewise --cnn-std, --vit-mean, --vit-std',
    },
    { flag: '--cnn-std <values>', help: 'create' },
    { flag: '--vit-mean <values>', help: 'create' },
    { flag: '--vit-std <values>', help: 'create' },
    { flag: '--vit-size <pixels>', help: 'Input size of a ViT whose export left it open' },
    { flag: '--activation <name>', help: 'create: softmax or sigmoid, where the export ends in logits' },
  ],
  options,

  async create(given, pack, run) {
    const { activation, vitSize: size } = given;
    const cnnFindings = await run(inspectCnnJob, { file: given.cnn });
    const vitFindings = await run(inspectVitJob, {
      ...{ file: given.vit, ...(size === undefined ? {} : { size }) },
    });
    const cnn: CreatePackOptions['cnn'] = {
      ...source(given.cnn, given.cnnMean ?? given.mean, given.cnnStd ?? given.std),
      ...{ findings: cnnFindings, ...(activation ? { activation } : {}) },
    };
    const vit = {
      ...source(given.vit, given.vitMean ?? given.mean, given.vitStd ?? given.std),
      findings: vitFindings,
    };
    const { manifest, unmapped } = createPack({ ...pack, cnn, vit, classes: given.classes });
    const lines = [
      `${pack.out}: ${manifest.classes.length} classes; CNN at ${manifest.cnn.size} x ${manifest.cnn.size} ` +
        `(${cnnFindings.head} head), ViT at ${manifest.vit.size} x ${manifest.vit.size} with ` +
        `${manifest.vit.grid} x ${manifest.vit.grid} patches and ${manifest.vit.attention.length} attention layers.`,
    ];
    if (unmapped.length > 0) {
      lines.push(
        `This pack cannot propose: ${unmapped.join(', ')}. The CNN has no class for these; they can be painted.`,
      );
    }
    return lines;
  },
};

type Triple = PackSource['mean'];

function source(file: string, mean: Triple = IMAGENET_MEAN, std: Triple = IMAGENET_STD): PackSource {
  return { file, mean, std };
}
