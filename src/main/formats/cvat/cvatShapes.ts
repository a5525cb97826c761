import { BadShape } from '../shapes/BadShape.ts';
import { ellipseRing } from '../shapes/ellipseRing.ts';
import type { Losses } from '../shapes/Losses.ts';
import type { Area, Shape } from '../shapes/Shape.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** Crops with more pixels than any image that is read. */
const LARGEST_CROP = 80e6;

/** What the elements of an image are called in lists of losses; they have no outline unless `AREAS` says so. */
const PLURALS: Readonly<Record<string, string>> = {
  ...{ polygon: 'polygons', mask: 'masks', ellipse: 'ellipses', box: 'boxes', polyline: 'lines' },
  ...{ points: 'points', cuboid: 'cuboids', skeleton: 'skeletons', tag: 'tags' },
};
const AREAS: Readonly<Record<string, (element: XmlElement) => Area>> = {
  polygon: polygonArea,
  mask: maskArea,
  ellipse: ellipseArea,
};

/** The shapes of an `<image>` of CVAT 1.1, from the lowest z-order to the highest. */
export function cvatShapes(image: XmlElement, losses: Losses): Shape[] {
  const found = Object.entries(PLURALS).flatMap(([kind, what]) =>
    elementsOf(image, kind).flatMap((element) => {
      const className = element['@label'];
      if (typeof className !== 'string') {
        losses.add(`${what} without a label`);
        return [];
      }
      const group = numberOf(element, '@group_id');
      const shape: Shape = {
        ...{ className, what, area: AREAS[kind]?.(element) ?? { kind: 'unknown' } },
        ...(Number.isFinite(group) && group !== 0 ? { object: group } : {}),
      };
      const height = numberOf(element, '@z_order');
      return [{ shape, height: Number.isFinite(height) ? height : 0 }];
    }),
  );
  return found.sort((a, b) => a.height - b.height).map(({ shape }) => shape);
}

/** Elements of a name; those without attributes and content are texts, and none. */
export function elementsOf(parent: XmlElement, name: string): XmlElement[] {
  const all = parent[name];
  return Array.isArray(all) ? all.filter((item) => typeof item === 'object' && item !== null) : [];
}

function polygonArea(element: XmlElement): Area {
  const points = String(element['@points'] ?? '');
  const ring = points.split(';').flatMap((point) => {
    const [x, y, ...more] = point.split(',');
    return more.length > 0 ? [NaN, NaN] : [numberIn(x), numberIn(y)];
  });
  return { kind: 'rings', parts: [[ring]] };
}

function ellipseArea(element: XmlElement): Area {
  const [x, y] = [numberOf(element, '@cx'), numberOf(element, '@cy')];
  const radius = { x: numberOf(element, '@rx'), y: numberOf(element, '@ry') };
  const degrees = numberOf(element, '@rotation');
  const ring = ellipseRing({ x, y }, radius, Number.isFinite(degrees) ? degrees : 0);
  return { kind: 'rings', parts: [[ring]] };
}

/** Runs along the rows of a rectangle of pixels; the first is of pixels outside. */
function maskArea(element: XmlElement): Area {
  const [x, y, width, height] = ['@left', '@top', '@width', '@height'].map((name) => numberOf(element, name));
  const runs = String(element['@rle'] ?? '');
  const isCrop = [x, y, width, height].every(Number.isSafeInteger) && width! > 0 && height! > 0;
  if (!isCrop || width! * height! > LARGEST_CROP) return badArea('with a rectangle that is none');
  const inside = (): Uint8Array => {
    const pixels = new Uint8Array(width! * height!);
    let at = 0;
    let value = 0;
    for (const text of runs.split(',')) {
      const run = numberIn(text);
      if (!Number.isSafeInteger(run) || run < 0 || at + run > pixels.length)
        throw new BadShape('with runs that do not fill their rectangle');
      pixels.fill(value, at, at + run);
      at += run;
      value = 1 - value;
    }
    if (at !== pixels.length) throw new BadShape('with runs that do not fill their rectangle');
    return pixels;
  };
  return { kind: 'pixels', x: x!, y: y!, width: width!, height: height!, inside };
}

function badArea(why: string): Area {
  return {
    kind: 'counts',
    counts: () => {
      throw new BadShape(why);
    },
  };
}

function numberOf(element: XmlElement, name: string): number {
  const text = element[name];
  return typeof text === 'string' ? numberIn(text) : NaN;
}

function numberIn(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text);
}
