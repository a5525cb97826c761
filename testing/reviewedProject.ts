import { decide } from '../src/main/annotate/decisions.ts';
import { Strokes } from '../src/main/annotate/Strokes.ts';
import type { SizedImage } from '../src/main/annotate/withContent.ts';
import type { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { mask } from './maskMatchers.ts';
import { scoredProject } from './scoredProject.ts';

const BY = { author: 'ada' };
export const REVIEWED = ['plain.png', 'plain.jpg', 'grey.jpg', 'palette.png', 'rgb16.png'];

/**
 * A project in the middle of a review, of photographs of 12 x 8 pixels, each proposed as a cat (1) on its left half: the first is accepted as it is, the
 * second with a dog (2) over a part of its cat, the third rejected with a verdict, the fourth painted and flagged, and the fifth left alone. All have a risk but that.
 */
export function reviewedProject(folder: string): ProjectFile {
  const project = scoredProject(folder, REVIEWED);
  const image = (id: number): SizedImage => project.images.get(id) as SizedImage;
  const paint = (id: number, width: number): void => {
    const [before, after] = ['.', '2'].map((sign) => Array(8).fill(sign.repeat(width)).join('/'));
    new Strokes(project).add(
      image(id),
      {
        ...{ label: 2, x: 0, y: 0, width, height: 8 },
        ...{ before: mask(before!).data, after: mask(after!).data },
      },
      BY,
    );
  };
  for (const [id, risk] of [0.1, 0.8, 0.9, 0.4].entries())
    project.risks.put(id + 1, { basis: 'test', risk, scores: {}, classes: [], components: [] });
  decide(project, image(1), 'accept', BY);
  paint(2, 3);
  decide(project, image(2), 'accept', BY);
  decide(project, image(3), 'reject', BY);
  paint(4, 2);
  const when = '2026-01-01T00:00:00Z';
  project.transaction(() => {
    project.notes.add(3, { kind: 'verdict', text: 'flooding', at: null }, { when, author: 'ada' });
    project.notes.add(4, { kind: 'flag', text: 'odd ears', at: { x: 0.5, y: 0.5 } }, { when, author: 'ada' });
    project.activeTime.add(2, 'ada', 30);
    project.activeTime.add(2, 'ada', 12.5);
    project.activeTime.add(4, 'ben', 8);
  });
  return project;
}
