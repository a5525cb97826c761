import type { Component } from '../../../shared/labels/connectedComponents.ts';
import { joinHoles } from './joinHoles.ts';
import { joinApart, joinInside } from './joinInside.ts';
import type { Outline } from './traceRings.ts';
import { traceRings } from './traceRings.ts';

/** Outlines of one object: one for each part that hangs together by sides of pixels. */
export function objectOutlines(
  ids: Int32Array,
  width: number,
  id: number,
  { xmin, ymin, xmax, ymax }: Component['box'],
): Outline[] {
  const box = { x: xmin - 1, y: ymin - 1, width: xmax - xmin + 1, height: ymax - ymin + 1 };
  return traceRings((x, y) => ids[y * width + x] === id, box);
}

/** One ring for each part of an object, with cuts to its holes. */
export function ringsOfParts(outlines: readonly Outline[]): number[][] {
  return outlines.map(joinHoles);
}

/** The same, inset with cuts within the region: see `joinInside`. */
export function insetRingsOfParts(outlines: readonly Outline[]): number[][] {
  return outlines.map(joinInside);
}

/** One inset ring for all of an object, for formats that have one polygon an object: its parts are joined where they are nearest. */
export function ringOfAll(outlines: readonly Outline[]): number[] {
  return joinApart(insetRingsOfParts(outlines));
}
