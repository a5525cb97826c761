import type { ProjectFile } from '../project/ProjectFile.ts';

/** Where what is proposed of an image is from, where that is elsewhere: its label map, else its scores. */
export function originOf({ given, scores }: ProjectFile, imageId: number): string | undefined {
  return given.originOf(imageId) ?? scores.madeWith(imageId)?.origin;
}

/** The same of all images that have one. */
export function origins({ given, scores }: ProjectFile): Map<number, string> {
  return new Map([...scores.origins(), ...given.origins()]);
}
