import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import { deepestPoints } from '../editor/deepestPoints.ts';
import { edgePath } from '../editor/edgePath.ts';
import type { Mark } from './Tool.ts';

/** Of more objects only the largest have a number: the others are specks. */
const MOST_NUMBERS = 200;

interface Size {
  width: number;
  height: number;
}

/** What shows the objects of an image: borders between two of one class, and a number on each. */
export function objectMarks(size: Size, found: ImageObjects): Mark[] {
  const { ids, objects } = found;
  const all = { x: 0, y: 0, ...size };
  const path = edgePath(size, all, (a, b) => {
    const [one, other] = [a < 0 ? 0 : ids[a]!, b < 0 ? 0 : ids[b]!];
    return one !== other && one > 0 && other > 0 && objects[one - 1]!.label === objects[other - 1]!.label;
  });
  const numbered = objects
    .map((object, index) => ({ index, area: object.area }))
    .sort((a, b) => b.area - a.area)
    .slice(0, MOST_NUMBERS);
  const points = deepestPoints(size, found);
  return [
    ...(path === '' ? [] : [{ kind: 'edges', path, chosen: false } as const]),
    ...numbered.map(({ index }): Mark => ({ kind: 'number', at: points[index]!, number: index + 1 })),
  ];
}

/** The outline of one object, all its pieces. @param id position in the list plus one */
export function outlineMark(size: Size, { ids, objects }: ImageObjects, id: number): Mark {
  const { xmin, ymin, xmax, ymax } = objects[id - 1]!.box;
  const area = { x: xmin - 1, y: ymin - 1, width: xmax - xmin + 1, height: ymax - ymin + 1 };
  const path = edgePath(size, area, (a, b) => (ids[a] === id) !== (ids[b] === id));
  return { kind: 'edges', path, chosen: true };
}
