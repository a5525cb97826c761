import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { JsonObject } from '../json/values.ts';
import { idIn, isObject, sizeIn } from '../json/values.ts';
import { VOID_NAME } from '../masks/valueNames.ts';
import { BadShape } from '../shapes/BadShape.ts';
import { ellipseRing } from '../shapes/ellipseRing.ts';
import type { Losses } from '../shapes/Losses.ts';
import type { Area, ImageShapes, Shape } from '../shapes/Shape.ts';

/** How labelme's own converters call what is not to be counted. */
const IGNORED = '__ignore__';

type Point = readonly [number, number];

/** What a file of labelme says of its image. @param file for messages about masks in it */
export function labelmeShapes(document: JsonObject, file: string, losses: Losses): ImageShapes {
  const { shapes, imageWidth, imageHeight } = document;
  return {
    size: sizeIn(imageWidth, imageHeight),
    shapes: (Array.isArray(shapes) ? shapes : []).flatMap((shape) => shapeOf(shape, file, losses) ?? []),
  };
}

function shapeOf(shape: unknown, file: string, losses: Losses): Shape | undefined {
  if (!isObject(shape) || typeof shape['label'] !== 'string') {
    losses.add('shapes without a label');
    return undefined;
  }
  const { label, group_id: group, shape_type: type = 'polygon' } = shape;
  const object = idIn(group);
  const className = label === IGNORED ? VOID_NAME : label;
  const what =
    typeof type === 'string' && Object.hasOwn(PLURALS, type) ? PLURALS[type]! : 'shapes of another kind';
  return { className, what, area: areaOf(shape, type, file), ...(object === undefined ? {} : { object }) };
}

const PLURALS: Readonly<Record<string, string>> = {
  ...{ polygon: 'polygons', rectangle: 'rectangles', circle: 'circles', mask: 'masks' },
  ...{ line: 'lines', linestrip: 'lines', point: 'points', points: 'points' },
};

function areaOf(shape: JsonObject, type: unknown, file: string): Area {
  const points = pointsIn(shape['points']);
  if (type === 'polygon') return { kind: 'rings', parts: [[points.flat()]] };
  const [a, b] = points;
  // Four corners are those of a rectangle that was turned.
  if (type === 'rectangle' && points.length === 4) return { kind: 'rings', parts: [[points.flat()]] };
  if (!a || !b) return { kind: 'unknown' };
  if (type === 'rectangle')
    return { kind: 'rings', parts: [[[a[0], a[1], b[0], a[1], b[0], b[1], a[0], b[1]]]] };
  if (type === 'circle') {
    const radius = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return { kind: 'rings', parts: [[ellipseRing({ x: a[0], y: a[1] }, { x: radius, y: radius })]] };
  }
  return type === 'mask' ? maskArea(a, b, shape['mask'], file) : { kind: 'unknown' };
}

/** A PNG of the pixels between two corners, both of which are in it. */
function maskArea([left, top]: Point, [right, bottom]: Point, png: unknown, file: string): Area {
  const [x, y] = [Math.trunc(left), Math.trunc(top)];
  const [width, height] = [Math.trunc(right) - x + 1, Math.trunc(bottom) - y + 1];
  if (typeof png !== 'string' || ![x, y, width, height].every(Number.isSafeInteger))
    return { kind: 'unknown' };
  const inside = (): Uint8Array => {
    try {
      const mask = readIndexMask(Buffer.from(png, 'base64'), file);
      if (mask.width === width && mask.height === height) return mask.data;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new BadShape('that are no readable PNG', { cause: error });
    }
    throw new BadShape('of another size than their corners say');
  };
  return { kind: 'pixels', x, y, width, height, inside };
}

/** Corners; what is none becomes one that is refused where it is painted. */
function pointsIn(points: unknown): Point[] {
  const isPoint = (point: unknown): point is Point =>
    Array.isArray(point) &&
    point.length >= 2 &&
    point.slice(0, 2).every((value) => typeof value === 'number');
  if (!Array.isArray(points)) return [];
  return points.map((point: unknown) => (isPoint(point) ? [point[0], point[1]] : [NaN, NaN]));
}
