import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { relinkImages } from './relinkImages.ts';

const folder = temporaryFolder();

it('finds moved and renamed images by their bytes, and says which are missing', async () => {
  const project = ProjectFile.open(join(folder, 'p.camweave'), { create: true });
  for (const [index, name] of ['a.jpg', 'b.jpg', 'gone.jpg'].entries()) {
    const contentHash = createHash('sha256').update(name).digest('hex');
    project.images.add({ path: name, bytes: name.length, tags: undefined });
    project.images.setContent(index + 1, { width: 1, height: 1, contentHash });
  }
  const moved = join(folder, 'moved', 'deep');
  mkdirSync(moved, { recursive: true });
  // The names are swapped: only the bytes tell which is which.
  writeFileSync(join(moved, 'a.jpg'), 'b.jpg');
  writeFileSync(join(moved, 'b.jpg'), 'a.jpg');

  expect(await relinkImages(project, join(folder, 'moved'))).toEqual({ found: 2, missing: ['gone.jpg'] });
  expect(project.meta.get('root')).toBe(join(folder, 'moved'));
  expect([1, 2, 3].map((id) => project.images.get(id)!.path)).toEqual([
    'deep/b.jpg',
    'deep/a.jpg',
    'gone.jpg',
  ]);
  mkdirSync(join(folder, 'empty'));
  await expect(relinkImages(project, join(folder, 'empty'))).rejects.toThrow('holds none of the 3 images');
  expect(project.meta.get('root')).toBe(join(folder, 'moved'));
  project.close();
});
