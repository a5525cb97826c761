import { updateState } from '../src/main/annotate/updateState.ts';
import type { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { mask } from './maskMatchers.ts';
import { scoredProject } from './scoredProject.ts';

/** Of 12 x 8 pixels: a region with a hole and another in it, one that touches itself at a corner, void, single pixels. */
export const PICTURE = [
  ...['111111002200', '100001002002', '102201000020', '102201vv0000'],
  ...['100001vv0110', '111111000110', '000000010000', '000000000002'],
].join('/');

/** The picture with background in place of void. */
export const PLAIN_PICTURE = PICTURE.replaceAll('v', '0');

/** Objects of the picture: of class 1 and 2. */
export const OBJECTS = { 1: 2, 2: 3 } as const;

/** A project of `scoredProject` in which somebody has painted the picture on each photograph; their sizes have to be those of the picture. */
export function paintedProject(folder: string, files: readonly string[] = ['plain.jpg']): ProjectFile {
  const project = scoredProject(folder, files);
  const { width, height, data } = mask(PICTURE);
  const stroke = {
    label: 1,
    x: 0,
    y: 0,
    width,
    height,
    before: new Uint8Array(data.length).fill(254),
    after: data,
  };
  project.transaction(() => {
    for (const { id } of project.images.all()) {
      project.strokes.add(id, stroke, { at: '2026-01-01T00:00:00Z', author: 'somebody' });
      updateState(project, id);
    }
  });
  return project;
}
