import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { Rival } from './RivalTable.ts';

const folder = temporaryFolder();

it('what others have made of an image is kept by person, in labels as they are meant now, and goes with a note', () => {
  const project = scoredProject(folder, ['plain.png']);
  const labels = mask(Array.from({ length: 8 }, () => '1122v0000000').join('/')).data;
  const [seen, people] = [['x'], [['anna', '2026']] as [string, string][]];
  const rival: Rival = {
    author: 'anna',
    what: 'accept',
    at: '2026',
    version: 'v',
    seen,
    people,
    note: null,
    labels,
  };
  project.transaction(() => {
    const note = project.notes.add(
      1,
      { kind: 'flag', text: 'differ', at: null },
      { when: '2026', author: '' },
    );
    project.rivals.put(1, { ...rival, author: 'ben', what: 'reject', labels: undefined });
    project.rivals.put(1, { ...rival, version: 'older' });
    project.rivals.put(1, { ...rival, note });
  });
  expect(project.rivals.list(1)).toMatchObject([
    { imageId: 1, author: 'anna', what: 'accept', version: 'v', seen, people, note: 1 },
    { author: 'ben', what: 'reject', note: null },
  ]);
  expect([project.rivals.any(), project.rivals.list().length]).toEqual([true, 2]);
  expect([...project.rivals.labels(1, 'anna', 96)!.subarray(0, 6)]).toEqual([1, 1, 2, 2, 255, 0]);
  expect(project.rivals.labels(1, 'ben', 96)).toBeUndefined();
  expect(project.rivals.writtenLabels()).toEqual([1, 2]);
  project.transaction(() => project.classes.setBecomes(1, 254));
  expect([...project.rivals.labels(1, 'anna', 96)!.subarray(0, 6)]).toEqual([0, 0, 2, 2, 255, 0]);
  for (const area of [95, 97])
    expect(() => project.rivals.labels(1, 'anna', area)).toThrow('what others have made of image 1');
  project.transaction(() => project.notes.remove(1));
  expect(project.rivals.list(1)[0]!.note).toBeNull();
  project.transaction(() => project.rivals.remove(1));
  expect(project.rivals.any()).toBe(false);
  project.close();
});
