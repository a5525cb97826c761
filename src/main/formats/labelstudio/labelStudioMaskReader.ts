import { RangedFile } from '../json/RangedFile.ts';
import { scanJson } from '../json/scanJson.ts';
import { sniffJson } from '../json/sniffJson.ts';
import type { JsonObject } from '../json/values.ts';
import { isObject, parseJson } from '../json/values.ts';
import { relativeName } from '../masks/relativeName.ts';
import type { MaskFile, MaskReader } from '../MaskReader.ts';
import { Losses } from '../shapes/Losses.ts';
import { shapeMasks } from '../shapes/shapeMasks.ts';
import { labelStudioShapes } from './labelStudioShapes.ts';
import { taskImage } from './taskImage.ts';

/** The JSON export of Label Studio: brushes, polygons, rectangles and ellipses of tasks with an image. */
export const labelStudioMaskReader: MaskReader = {
  id: 'label-studio',
  title: 'Label Studio',
  detect: (path) => sniffJson(path) === 'label-studio',
  async open(file, classes, slices) {
    const ranged = new RangedFile(file);
    const ranges = new Map<MaskFile, { start: number; length: number }>();
    const losses = new Losses();
    let unlabelled = 0;
    await scanJson(
      file,
      (key) => key === '',
      (_, start, bytes) => {
        const task = parseJson(bytes);
        const image = isObject(task) ? taskImage(task) : undefined;
        if (!isObject(task)) losses.add('tasks that cannot be read');
        else if (!image) losses.add('tasks without an image');
        else if (annotationOf(task) === undefined) unlabelled += 1;
        else {
          const alias = image.without === undefined ? {} : { alias: relativeName(image.without) };
          const mask = { name: relativeName(image.path), file, item: image.path, ...alias };
          ranges.set(mask, { start, length: bytes.length });
        }
      },
      slices,
    );
    const warnings = unlabelled > 0 ? [`${file} has ${unlabelled} tasks that nobody has annotated.`] : [];
    const lost = losses.words === undefined ? [] : [`${file}: ${losses.words}`];
    const source = { root: file, files: [...ranges.keys()], warnings, losses: lost };
    return shapeMasks(source, classes, (mask, _, imageLosses) => {
      const [bytes] = ranged.read([ranges.get(mask)!]);
      const task = parseJson(bytes!) as JsonObject;
      imageLosses.add('annotations besides the last one', annotationsIn(task).length - 1);
      return labelStudioShapes(annotationOf(task) ?? [], imageLosses);
    });
  },
};

/** The results of the annotation that counts, which is the last one; undefined where nobody has made any. */
function annotationOf(task: JsonObject): unknown[] | undefined {
  return annotationsIn(task).at(-1);
}

/** The results of all annotations that were not given up. */
function annotationsIn(task: JsonObject): unknown[][] {
  const all = task['annotations'] ?? task['completions'];
  return (Array.isArray(all) ? all : []).flatMap((annotation: unknown) => {
    if (!isObject(annotation) || annotation['was_cancelled'] === true) return [];
    return Array.isArray(annotation['result']) ? [annotation['result'] as unknown[]] : [];
  });
}
