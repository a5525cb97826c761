import type { Component } from '../../../shared/labels/connectedComponents.ts';
import type { ImageObjects } from '../../../shared/objects/findObjects.ts';
import { objectOutlines, ringsOfParts } from '../geometry/objectRings.ts';

/** What an `<image>` of CVAT for images 1.1 says of itself. */
export interface CvatPlace {
  fileName: string;
  width: number;
  height: number;
}

/** Lines of the shapes of an image (docs.cvat.ai, "CVAT for image" XML 1.1): masks, or polygons with cuts to their holes, those of one object in a group. */
export function cvatShapes(
  { ids, objects }: ImageObjects,
  width: number,
  names: ReadonlyMap<number, string>,
  shapes: 'masks' | 'polygons',
): string[] {
  return objects.flatMap((object, index) => {
    const name = attribute(names.get(object.label)!);
    const about = `label="${name}" source="manual" occluded="0"`;
    if (shapes === 'masks') return [maskLine(ids, width, index + 1, object.box, about)];
    const rings = ringsOfParts(objectOutlines(ids, width, index + 1, object.box));
    const group = rings.length > 1 ? ` group_id="${index + 1}"` : '';
    return rings.map(
      (ring) => `    <polygon ${about} points="${points(ring)}" z_order="0"${group}></polygon>`,
    );
  });
}

/** Runs of the box, row by row, the first of pixels outside. */
function maskLine(
  ids: Int32Array,
  width: number,
  id: number,
  { xmin, ymin, xmax, ymax }: Component['box'],
  about: string,
): string {
  const runs: number[] = [];
  let run = 0;
  let isInside = false;
  for (let y = ymin - 1; y < ymax; y++)
    for (let at = y * width + xmin - 1; at < y * width + xmax; at++) {
      if ((ids[at] === id) !== isInside) {
        runs.push(run);
        run = 0;
        isInside = !isInside;
      }
      run++;
    }
  runs.push(run);
  const box = `left="${xmin - 1}" top="${ymin - 1}" width="${xmax - xmin + 1}" height="${ymax - ymin + 1}"`;
  return `    <mask ${about} rle="${runs.join(', ')}" ${box} z_order="0"></mask>`;
}

function points(ring: readonly number[]): string {
  const pairs: string[] = [];
  for (let i = 0; i < ring.length; i += 2) pairs.push(`${ring[i]},${ring[i + 1]}`);
  return pairs.join(';');
}

/** A text as it stands between the quotation marks of an attribute, and anywhere else in XML. */
export function attribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
