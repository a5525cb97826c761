import type { ImageObjects } from '../../../shared/objects/findObjects.ts';
import { insetRingsOfParts, objectOutlines } from '../geometry/objectRings.ts';

/** As labelme's own files have it (github.com/wkentaro/labelme, labelme/_label_file.py). */
const VERSION = '5.5.0';

interface Shape {
  label: string;
  points: [x: number, y: number][];
  /** The same for all polygons of an object that has several. */
  group_id: number | null;
  description: string;
  shape_type: 'polygon';
  flags: Record<string, never>;
}

export interface LabelmeFile {
  version: string;
  flags: Record<string, never>;
  shapes: Shape[];
  imagePath: string;
  imageData: null;
  imageHeight: number;
  imageWidth: number;
}

/** The content of ID.json: polygons of all objects, one for each part that hangs together by sides of pixels, with cuts to its holes. */
export function labelmeFile(
  { ids, objects }: ImageObjects,
  { width, height, fileName }: { width: number; height: number; fileName: string },
  names: ReadonlyMap<number, string>,
): LabelmeFile {
  const shapes = objects.flatMap(({ label, box }, index): Shape[] => {
    const rings = insetRingsOfParts(objectOutlines(ids, width, index + 1, box));
    return rings.map((ring) => ({
      ...{ label: names.get(label)!, points: pairs(ring), group_id: rings.length > 1 ? index + 1 : null },
      ...{ description: '', shape_type: 'polygon', flags: {} },
    }));
  });
  return {
    ...{ version: VERSION, flags: {}, shapes, imagePath: fileName, imageData: null },
    ...{ imageHeight: height, imageWidth: width },
  };
}

function pairs(ring: readonly number[]): [number, number][] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!]);
}
