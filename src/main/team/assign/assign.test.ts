import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noEdges } from '../../../../testing/noEdges.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { authorIn } from '../../annotate/authorIn.ts';
import { decideOn } from '../../annotate/decideOn.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { assignProject } from './assignProject.ts';
import type { DealtImage } from './dealImages.ts';
import { dealImages } from './dealImages.ts';

const images = (count: number): DealtImage[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: i + 1, path: `${i}.jpg`, decided: i % 10 === 0 },
    risk: i % 7 === 0 ? undefined : ((i * 37) % 101) / 101,
  }));

it('every image goes to one person, those of the overlap to all, and work and risk are alike', () => {
  const all = images(1000);
  const dealt = dealImages(all, { people: 3, overlap: 30, seed: 1 });
  const count = new Map<number, number>();
  for (const id of dealt.flat()) count.set(id, (count.get(id) ?? 0) + 1);
  const shared = [...count].filter(([, n]) => n > 1).map(([id]) => id);
  expect([count.size, shared.length, shared.every((id) => count.get(id) === 3)]).toEqual([1000, 30, true]);
  const byId = new Map(all.map((image) => [image.id, image]));
  expect(shared.some((id) => byId.get(id)!.decided)).toBe(false);
  const risks = dealt.map((ids) => ids.reduce((sum, id) => sum + (byId.get(id)!.risk ?? 0), 0));
  const open = dealt.map((ids) => ids.filter((id) => !byId.get(id)!.decided).length);
  expect(Math.max(...risks) - Math.min(...risks)).toBeLessThan(2);
  expect(Math.max(...open) - Math.min(...open)).toBeLessThanOrEqual(1);
  const shares = shared.map((id) => byId.get(id)!.risk ?? 0).sort((a, b) => a - b);
  expect(shares[3]).toBeLessThan(0.2);
  expect(shares.at(-3)).toBeGreaterThan(0.8);
});

it('another seed deals another overlap, the same one the same, and more overlap than images is all of them', () => {
  const dealt = (seed: number): string =>
    JSON.stringify(dealImages(images(200), { people: 2, overlap: 10, seed }));
  expect(dealt(1)).toBe(dealt(1));
  expect(dealt(1)).not.toBe(dealt(2));
  const both = dealImages(images(9), { people: 2, overlap: 99, seed: 0 });
  expect(both[0]!.filter((id) => both[1]!.includes(id))).toHaveLength(8);
});

it('a part has all that there is of its images, and knows whose it is', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'rgb16.png']);
  const [first] = project.images.all();
  await decideOn(project, first!, 'accept', { author: 'lead', refine: noEdges });
  project.transaction(() => {
    project.images.setThresholds(2, { 1: 0.3 });
    project.notes.add(1, { kind: 'flag', text: 'look', at: null }, { when: '2026', author: 'lead' });
    project.changes.note('once');
  });
  const parts = await assignProject(project, { people: ['anna', 'ben'], overlap: 1, seed: 0 });
  expect(parts.map((part) => part.for)).toEqual(['anna', 'ben']);
  expect(parts.reduce((sum, part) => sum + part.images, 0)).toBe(4);
  expect(project.images.all()).toHaveLength(3);

  const paths: string[] = [];
  for (const { path, for: name } of parts) {
    const part = ProjectFile.open(path);
    expect(part.meta.get('part')).toEqual({ of: project.meta.get('id'), for: name });
    expect([authorIn(part, 'who sits there'), authorIn(project, 'who')]).toEqual([name, 'who']);
    expect(part.meta.get('id')).not.toBe(project.meta.get('id'));
    expect(part.meta.get('root')).toBe(project.meta.get('root'));
    expect([part.changes.has('once'), part.classes.all().length]).toEqual([false, 2]);
    for (const { id, ...image } of part.images.all()) {
      const before = project.images.get(id)!;
      expect({ id, ...image }).toEqual(before);
      expect(part.scores.get(id)).toEqual(project.scores.get(id));
      expect(part.labels.get(id)?.png).toEqual(project.labels.get(id)?.png);
      expect(part.rows.assignedVersion(id)).toHaveLength(16);
      paths.push(image.path);
    }
    part.close();
  }
  expect(new Set(paths).size).toBe(3);
  await expect(assignProject(project, { people: ['anna'], overlap: 0, seed: 0 })).rejects.toThrow(
    'is there already',
  );
  await expect(assignProject(project, { people: ['a b', 'a/b'], overlap: 0, seed: 0 })).rejects.toThrow(
    `Two of the people would get ${join(folder, 'test-a-b.camweave')}`,
  );
  project.close();
});
