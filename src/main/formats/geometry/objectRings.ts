import type { Component } from '../../../shared/labels/connectedComponents.ts';
import { joinHoles } from './joinHoles.ts';
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

/**
 * One ring for all of an object, for formats that have one polygon an object: cuts lead to its holes, and to its other parts with theirs. They enclose nothing, so
 * that filling it by the even-odd or the winding rule gives the very object.
 */
export function ringOfAll([first, ...others]: readonly Outline[]): number[] {
  const rest = others.flatMap(({ outer, holes }) => [outer, ...holes]);
  return joinHoles({ outer: first!.outer, holes: [...first!.holes, ...rest] });
}
