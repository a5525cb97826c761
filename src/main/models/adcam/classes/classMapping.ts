import { AppError } from '../../../../shared/errors/AppError.ts';
import { readRegularFile } from '../../../image/readRegularFile.ts';
import { LAST_CLASS } from '../../../../shared/labels/labelCodes.ts';
import { VOC_CLASSES } from '../../../../shared/classes/vocClasses.ts';
import { COCO_CLASS_NAMES } from '../../../../shared/classes/cocoClasses.ts';
import imagenetToCoco from './imagenetToCoco.json' with { type: 'json' };
import imagenetToVoc from './imagenetToVoc.json' with { type: 'json' };

/** A project class and the model classes it stands for. */
export interface MappedClass {
  name: string;
  modelClasses: number[];
}

/** Outputs of a classifier of ImageNet. */
export const IMAGENET_CLASSES = 1000;
/** Kinds of a class by WordNet, and what ImageNet has under a wider name alone: rackets, goblets, toilet seats. The three kinds of person it has are no more than scenes. */
const cocoKinds: Readonly<Record<string, number[]>> = imagenetToCoco;

/**
 * The project classes of a pack.
 *
 * @param classes `voc` (the model has the 20 VOC classes), `imagenet` (1000 ImageNet classes, mapped to VOC), `coco` (COCO's 80 classes, or
 * 1000 of ImageNet, mapped to COCO), or a text file with one line per model class: `name`, or `name = project class`; a line with `-` leaves a class out
 * @param modelClasses K, the number of logits
 * @throws AppError `invalid-input` when the file cannot be read or does not have K lines
 */
export function classMapping(classes: string, modelClasses: number): MappedClass[] {
  if (classes === 'voc') {
    expectCount('voc', VOC_CLASSES.length, modelClasses);
    return VOC_CLASSES.map((name, index) => ({ name, modelClasses: [index] }));
  }
  if (classes === 'imagenet') {
    expectCount('imagenet', IMAGENET_CLASSES, modelClasses);
    return VOC_CLASSES.map((name) => ({ name, modelClasses: imagenetToVoc[name] }));
  }
  if (classes === 'coco') {
    if (modelClasses === IMAGENET_CLASSES)
      return COCO_CLASS_NAMES.map((name) => ({ name, modelClasses: cocoKinds[name]! }));
    expectCount('coco', COCO_CLASS_NAMES.length, modelClasses);
    return COCO_CLASS_NAMES.map((name, index) => ({ name, modelClasses: [index] }));
  }
  return mappingFromFile(classes, modelClasses);
}

function mappingFromFile(file: string, modelClasses: number): MappedClass[] {
  let text: string;
  try {
    text = readRegularFile(file, 'invalid-input').toString('utf8');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'invalid-input',
      `Cannot read the class list ${file}. Give "voc", "imagenet", "coco", or a text file with one line per model class.`,
      { cause },
    );
  }
  const lines = text.replace(/\r/g, '').replace(/\n+$/, '').split('\n');
  expectCount(file, lines.length, modelClasses);
  const mapped = new Map<string, number[]>();
  lines.forEach((line, index) => {
    const [name = '', project] = line.split('=').map((part) => part.trim());
    const target = project ?? name;
    if (target === '' || target === '-') return;
    mapped.set(target, [...(mapped.get(target) ?? []), index]);
  });
  if (mapped.size === 0 || mapped.size > LAST_CLASS) {
    throw new AppError(
      'invalid-input',
      `${file} names ${mapped.size} project classes; a project holds 1 to ${LAST_CLASS}. Map several model ` +
        'classes to one with lines like "tabby = cat", and leave classes out with "-".',
    );
  }
  return [...mapped].map(([name, indices]) => ({ name, modelClasses: indices }));
}

function expectCount(source: string, named: number, modelClasses: number): void {
  if (named === modelClasses) return;
  throw new AppError(
    'invalid-input',
    `The class list "${source}" names ${named} classes, but the CNN has ${modelClasses} outputs. ` +
      'Give the list that belongs to this model (--classes voc, imagenet, coco, or a file with one line per output).',
  );
}
