import type { JsonObject } from '../json/values.ts';
import { isObject, sizeIn } from '../json/values.ts';
import { decodeBrush } from './decodeBrush.ts';
import { ellipseRing, turned } from '../shapes/ellipseRing.ts';
import type { Losses } from '../shapes/Losses.ts';
import type { Area, ImageShapes, Shape } from '../shapes/Shape.ts';

type Size = { width: number; height: number };

const PLURALS: Readonly<Record<string, string>> = {
  ...{
    brush: 'brushes',
    polygon: 'polygons',
    rectangle: 'rectangles',
    ellipse: 'ellipses',
    keypoint: 'points',
  },
  ...{ vector: 'lines', bitmask: 'bitmasks' },
};

/** What the results of one annotation of Label Studio say of its image. Coordinates there are percents of width and height. */
export function labelStudioShapes(results: readonly unknown[], losses: Losses): ImageShapes {
  let size: Size | undefined;
  const shapes: Shape[] = [];
  for (const result of results) {
    const shape = isObject(result) ? shapeOf(result, losses) : undefined;
    if (!isObject(result)) losses.add('results that cannot be read');
    if (!shape) continue;
    const own = sizeIn((result as JsonObject)['original_width'], (result as JsonObject)['original_height']);
    size ??= own;
    if (own && (own.width !== size!.width || own.height !== size!.height))
      losses.add(`${shape.what} of another size than the first one's`);
    else shapes.push(shape);
  }
  return { shapes, size };
}

function shapeOf(result: JsonObject, losses: Losses): Shape | undefined {
  const { type, value, image_rotation: rotation } = result;
  const kind = typeof type === 'string' ? kindOf(type, value) : undefined;
  // Choices, texts, relations and the like tell nothing of a place.
  if (kind === undefined) return undefined;
  const what = PLURALS[kind]!;
  const names = isObject(value) ? labelsIn(value, type as string) : [];
  const [className] = names;
  if (className === undefined || !isObject(value)) {
    losses.add(`${what} without a label`);
    return undefined;
  }
  losses.add('further labels of a region', names.length - 1);
  const size = sizeIn(result['original_width'], result['original_height']);
  if (rotation !== undefined && rotation !== 0) {
    losses.add('regions of a photograph that was turned there');
    return undefined;
  }
  return { className, what, area: size ? areaOf(kind, value, size) : { kind: 'unknown' } };
}

/** The kind of a region: "brushlabels" and "brush" are brushes; the region of a "labels" is told by what it has. */
function kindOf(type: string, value: unknown): string | undefined {
  if (type === 'labels' && isObject(value)) {
    if ('rle' in value) return 'brush';
    if ('points' in value) return 'polygon';
    if ('radiusX' in value) return 'ellipse';
    if ('width' in value) return 'rectangle';
  }
  const kind = type.replace(/labels$/, '');
  return Object.hasOwn(PLURALS, kind) ? kind : undefined;
}

function labelsIn(value: JsonObject, type: string): string[] {
  const labels = value[type] ?? value['labels'];
  return Array.isArray(labels) ? labels.filter((label): label is string => typeof label === 'string') : [];
}

function areaOf(kind: string, value: JsonObject, size: Size): Area {
  const { width, height } = size;
  const share = (name: string, of: number): number => {
    const percent = value[name];
    return typeof percent === 'number' ? (percent / 100) * of : NaN;
  };
  const degrees = typeof value['rotation'] === 'number' ? value['rotation'] : 0;
  const { rle, points } = value;
  if (kind === 'brush' && Array.isArray(rle))
    return { kind: 'pixels', x: 0, y: 0, ...size, inside: () => decodeBrush(rle, size) };
  if (kind === 'polygon' && Array.isArray(points)) {
    const ring = points.flatMap((point: unknown) =>
      Array.isArray(point) ? [percentOf(point[0], width), percentOf(point[1], height)] : [NaN, NaN],
    );
    return { kind: 'rings', parts: [[ring]] };
  }
  const corner = { x: share('x', width), y: share('y', height) };
  if (kind === 'rectangle') {
    const [across, down] = [share('width', width), share('height', height)];
    const corners = [
      [0, 0],
      [across, 0],
      [across, down],
      [0, down],
    ] as const;
    const ring = corners.flatMap(([x, y]) => {
      const place = turned({ x, y }, degrees);
      return [corner.x + place.x, corner.y + place.y];
    });
    return { kind: 'rings', parts: [[ring]] };
  }
  if (kind === 'ellipse') {
    const radius = { x: share('radiusX', width), y: share('radiusY', height) };
    return { kind: 'rings', parts: [[ellipseRing(corner, radius, degrees)]] };
  }
  return { kind: 'unknown' };
}

function percentOf(value: unknown, length: number): number {
  return typeof value === 'number' ? (value / 100) * length : NaN;
}
