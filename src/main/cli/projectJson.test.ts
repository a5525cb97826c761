import { expect, it } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { DEFAULT_PARAMETERS } from '../../shared/parameters/proposalParameters.ts';
import { projectJson } from './projectJson.ts';

it('a project is one JSON object, with score maps where they are asked for', () => {
  const project = scoredProject(temporaryFolder(), ['plain.jpg', 'grey.jpg']);
  project.images.add({ path: 'new.jpg', bytes: 1, tags: undefined });
  const told = (scores: boolean) => JSON.parse([...projectJson(project, scores)].join(''));
  const cat = { label: 1, name: 'cat', colour: '#800000', threshold: 0.5, guessed: true };
  project.transaction(() =>
    project.given.put(1, { origin: 'SEAM', labels: new Uint8Array(96), at: '2026-01-01T00:00:00Z' }),
  );
  const size = { width: 12, height: 8, problem: null };
  const own = { ...size, origin: null };
  expect(told(false)).toEqual({
    ...{ name: 'test', root: project.meta.get('root'), pack: null, voidHalfWidth: 0, edges: false },
    groundTruth: null,
    classes: [cat, { ...cat, label: 2, name: 'dog', colour: '#008000' }],
    parameters: DEFAULT_PARAMETERS,
    images: [
      { path: 'grey.jpg', state: 'proposed', tags: [1], ...own },
      { path: 'new.jpg', state: 'new', tags: null, ...own, width: null, height: null },
      { path: 'plain.jpg', state: 'proposed', tags: [1], ...size, origin: 'SEAM' },
    ],
  });
  const [grey, fresh] = told(true).images;
  expect(fresh.scores).toBeNull();
  expect(grey.scores).toMatchObject({ labels: [1], thresholds: [0.5], grid: 2 });
  const bytes = Uint8Array.from(Buffer.from(grey.scores.maps, 'base64'));
  expect([...new Float16Array(bytes.buffer)]).toEqual([...Float16Array.from([1, 0.1, 1, 0.1])]);
  project.close();
});
