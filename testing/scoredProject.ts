import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readImageHeader } from '../src/main/image/readImageHeader.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { DEFAULT_PARAMETERS } from '../src/shared/parameters/proposalParameters.ts';

const images = join(import.meta.dirname, 'images');

/** Score maps of a class on a 2 x 2 grid: the left half of the picture, strongly. */
const LEFT_HALF = Float16Array.from([1, 0.1, 1, 0.1]);

/**
 * A project with classes cat (1) and dog (2) and copies of some files of testing/images, each proposed as a cat
 * on its left half at threshold 0.5.
 *
 * @param given photographs by name that are not in testing/images
 */
export function scoredProject(
  folder: string,
  files: readonly string[],
  given: Record<string, Uint8Array> = {},
): ProjectFile {
  const root = join(folder, 'photos');
  mkdirSync(root, { recursive: true });
  const project = ProjectFile.open(join(folder, 'test.camweave'), { create: true });
  project.transaction(() => {
    project.meta.set('root', root);
    project.meta.set('parameters', DEFAULT_PARAMETERS);
    project.classes.add({ label: 1, name: 'cat', colour: '#800000', threshold: 0.5 });
    project.classes.add({ label: 2, name: 'dog', colour: '#008000', threshold: 0.5 });
    for (const file of files) {
      const bytes = given[file] ?? readFileSync(join(images, file));
      writeFileSync(join(root, file), bytes);
      project.images.add({ path: file, bytes: bytes.length, tags: [1] });
      const { id: imageId } = project.images.all().find(({ path }) => path === file)!;
      const { width, height } = readImageHeader(bytes, file);
      project.images.setContent(imageId, {
        width,
        height,
        contentHash: createHash('sha256').update(bytes).digest('hex'),
      });
      project.scores.put(imageId, {
        packHash: 'p',
        parameterHash: 'q',
        grid: 2,
        labels: [1],
        values: LEFT_HALF,
      });
      project.images.setState(imageId, 'proposed');
    }
  });
  return project;
}
