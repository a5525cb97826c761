import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';

const folder = temporaryFolder();

it('a refined proposal is there for just what it was made from, and goes with what comes after it', () => {
  const project = scoredProject(folder, ['plain.png']);
  const { id } = project.images.all()[0]!;
  const labels = new Uint8Array(96).fill(1);
  project.refined.put(id, 'a', deflateRawSync(labels));
  expect([project.refined.has(id, 'a'), project.refined.has(id, 'b')]).toEqual([true, false]);
  expect([...project.refined.get(id, 'a', 96)!]).toEqual([...labels]);
  expect(project.refined.get(id, 'b', 96)).toBe(undefined);
  project.refined.put(id, 'b', deflateRawSync(labels));
  expect(project.refined.has(id, 'a')).toBe(false);
  // More or less than the image has, or what is none: the file is damaged.
  for (const bytes of [
    deflateRawSync(new Uint8Array(97)),
    deflateRawSync(new Uint8Array(95)),
    Buffer.from('no'),
  ]) {
    project.refined.put(id, 'c', bytes);
    expect(() => project.refined.get(id, 'c', 96)).toThrow('the refined proposal of image');
  }
  project.refined.put(id, 'd', Buffer.alloc(5000));
  expect(() => project.refined.get(id, 'd', 96)).toThrow('the refined proposal of image');
  project.refined.remove(id);
  expect(project.refined.has(id, 'd')).toBe(false);
  project.close();
});
