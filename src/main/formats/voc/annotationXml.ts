import { XMLBuilder } from 'fast-xml-parser';
import type { Component } from '../../../shared/labels/connectedComponents.ts';

const builder = new XMLBuilder({ format: true, indentBy: '\t', suppressEmptyNode: false });

/**
 * The text of `Annotations/ID.xml`. What a mask cannot tell (pose, truncated, difficult, occluded) is present
 * with the value VOC gives to the unknown.
 *
 * @param objects the regions of the mask, with their class names
 */
export function annotationXml(
  image: { fileName: string; width: number; height: number },
  objects: readonly (Pick<Component, 'box'> & { name: string })[],
): string {
  return builder.build({
    annotation: {
      folder: 'VOC2012',
      filename: image.fileName,
      source: { database: 'Unknown', annotation: 'Camweave', image: 'Unknown' },
      size: { width: image.width, height: image.height, depth: 3 },
      segmented: 1,
      object: objects.map(({ name, box }) => ({
        ...{ name, pose: 'Unspecified', truncated: 0, difficult: 0, occluded: 0 },
        bndbox: { xmin: box.xmin, ymin: box.ymin, xmax: box.xmax, ymax: box.ymax },
      })),
    },
  });
}
