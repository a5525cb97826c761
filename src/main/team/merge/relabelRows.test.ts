import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { relabelRows } from './relabelRows.ts';

const swapped = Uint8Array.from({ length: 256 }, (_, label) => ({ 1: 2, 2: 1 })[label] ?? label);

function withEverything(): ProjectFile {
  const project = scoredProject(temporaryFolder(), ['plain.png']);
  project.transaction(() => {
    project.images.setTags(1, [1], 'person');
    project.images.setThresholds(1, { 1: 0.25 });
    project.suggestions.put(1, [{ label: 1, probability: 0.75 }]);
    const labels = mask(Array.from({ length: 8 }, () => '1122v0000000').join('/')).data;
    project.given.put(1, { origin: 'SEAM', labels, at: '2026' });
    const [before, after] = ['....', '1v20'].map((picture) => mask(picture).data) as [Uint8Array, Uint8Array];
    project.strokes.add(
      1,
      { label: 1, x: 0, y: 0, width: 4, height: 1, before, after },
      { at: '2026', author: 'a' },
    );
    project.risks.put(1, { basis: 'b', risk: 0.5, scores: {}, classes: [], components: [] });
  });
  return project;
}

it('every row that names labels names those of the other project, and what is made again is left out', () => {
  const project = withEverything();
  project.transaction(() => project.rows.write(1, relabelRows(project.rows.read(1), swapped, 'here')));
  expect(project.images.get(1)).toMatchObject({ tags: [2], thresholds: { 2: 0.25 } });
  expect(project.suggestions.likeliest(1, 3)).toEqual([{ label: 2, probability: 0.75 }]);
  expect([...project.given.get(1, 96)!.labels.subarray(0, 6)]).toEqual([2, 2, 1, 1, 255, 0]);
  expect([...project.strokes.humanLayer(1, 12, 8).subarray(0, 5)]).toEqual([2, 255, 1, 0, 254]);
  expect(project.scores.get(1)!.labels).toEqual([2]);
  expect(project.strokes.painted()[0]!.labels.toSorted()).toEqual([1, 2]);
  expect(project.risks.get(1)).toBeUndefined();
  project.close();
});

it('where all labels are the same, rows are left as they are, and what cannot be read is said with its image', () => {
  const project = withEverything();
  const rows = project.rows.read(1);
  const same = Uint8Array.from({ length: 256 }, (_, label) => label);
  expect(relabelRows(rows, same, 'here')).toBe(rows);
  const damaged = new Map(rows).set('given', [{ ...rows.get('given')![0]!, labels: Buffer.from('no') }]);
  expect(() => relabelRows(damaged, swapped, 'here')).toThrow('here has rows that cannot be read');
  project.close();
});

it('every table with rows of images is dealt with, or says nothing of labels', () => {
  const text = readFileSync(new URL('relabelRows.ts', import.meta.url), 'utf8');
  const project = withEverything();
  const silent = ['active_time', 'assigned', 'decision', 'object_edit'];
  const unknown = [...project.rows.read(1).keys()].filter(
    (table) => !silent.includes(table) && !new RegExp(`\\b${table}\\b['"]?[:,\\]]|'${table}'`).test(text),
  );
  expect(unknown).toEqual([]);
  project.close();
});
