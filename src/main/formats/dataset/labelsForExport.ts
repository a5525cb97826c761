import type { Component } from '../../../shared/labels/connectedComponents.ts';
import { isClass, VOID } from '../../../shared/labels/labelCodes.ts';
import type { Layer } from '../../../shared/labels/Layer.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import type { ImageObjects } from '../../../shared/objects/findObjects.ts';
import { findObjects } from '../../../shared/objects/findObjects.ts';
import type { ObjectEdit } from '../../../shared/objects/ObjectEdit.ts';
import type { ExportClasses } from './exportClasses.ts';

/** The label map of an image as a data set has it, and its objects. */
export interface ExportLabels {
  labelMap: Layer;
  /** Found when it is called first. */
  objects: () => ImageObjects;
}

/**
 * Labels of the project in labels of the data set. Objects are found before classes become one, so that a cat which touches a dog is still an object of its
 * own where both are animals. Objects below the smallest area become void.
 *
 * @param labelMap of the project; it is not changed
 * @param edits cuts and joins of objects, as people have made them
 * @param smallestArea in pixels
 */
export function labelsForExport(
  labelMap: Layer,
  edits: readonly ObjectEdit[],
  { table, areSame }: Pick<ExportClasses, 'table' | 'areSame'>,
  smallestArea: number,
): ExportLabels {
  let found: ImageObjects | undefined;
  const all = (): ImageObjects => (found ??= findObjects(labelMap, edits));
  if (areSame && smallestArea <= 1) return { labelMap, objects: all };
  const data = throughTable(labelMap.data, table);
  if (smallestArea > 1) {
    const { ids, objects } = all();
    const isSmall = Uint8Array.from([{ area: Infinity, label: 0 }, ...objects], ({ area, label }) =>
      area < smallestArea && isClass(table[label]!) ? 1 : 0,
    );
    for (let i = 0; i < data.length; i++) if (isSmall[ids[i]!] === 1) data[i] = VOID;
  }
  let kept: ImageObjects | undefined;
  return {
    labelMap: { width: labelMap.width, height: labelMap.height, data },
    objects: () => (kept ??= keptObjects(all(), data)),
  };
}

/** The objects that are of a class in the new labels, numbered anew. */
function keptObjects({ ids, objects }: ImageObjects, data: Uint8Array): ImageObjects {
  const numbers = new Int32Array(objects.length + 1);
  const kept: Component[] = [];
  for (const [index, object] of objects.entries()) {
    const label = data[object.seed]!;
    if (isClass(label)) numbers[index + 1] = kept.push({ ...object, label });
  }
  return { ids: ids.map((id) => numbers[id]!), objects: kept };
}
