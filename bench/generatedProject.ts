import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeJpeg } from '../src/main/image/encodeJpeg.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { DEFAULT_PARAMETERS } from '../src/shared/parameters/proposalParameters.ts';
import { randomFloats, seededRandom } from '../testing/random.ts';

const GRID = 28;
const CLASSES = ['one', 'two', 'three'];

/** A photograph-like picture of a size: soft colours with noise. */
async function generatedPhotograph(width: number, height: number): Promise<Uint8Array> {
  const random = seededRandom(width * 31 + height);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      data[at] = 128 + 90 * Math.sin(x / 130) + 20 * random();
      data[at + 1] = 128 + 90 * Math.sin((x + y) / 170) + 20 * random();
      data[at + 2] = 128 + 90 * Math.cos(y / 110) + 20 * random();
    }
  }
  return encodeJpeg({ width, height, data });
}

/** A project of one proposed photograph with three classes for each size. */
export async function projectOfSizes(folder: string, sizes: readonly [number, number][]): Promise<string> {
  const root = join(folder, 'photos');
  mkdirSync(root, { recursive: true });
  const project = emptyProject(join(folder, 'sizes.camweave'), root);
  const random = seededRandom(1);
  for (const [index, [width, height]] of sizes.entries()) {
    const path = `${index}-${width}x${height}.jpg`;
    const bytes = await generatedPhotograph(width, height);
    writeFileSync(join(root, path), bytes);
    project.images.add({ path, bytes: bytes.length, tags: [1, 2, 3] });
    const id = project.images.all().find((image) => image.path === path)!.id;
    project.images.setContent(id, {
      width,
      height,
      contentHash: createHash('sha256').update(bytes).digest('hex'),
    });
    project.images.setState(id, 'proposed');
    project.scores.put(id, {
      ...{ packHash: 'generated', parameterHash: 'generated', grid: GRID, labels: [1, 2, 3] },
      values: Float16Array.from(randomFloats(CLASSES.length * GRID * GRID, random)),
    });
  }
  project.close();
  return project.path;
}

/** A project of very many images, all of them links to one small photograph. */
export async function projectOfMany(folder: string, count: number): Promise<string> {
  const root = join(folder, 'many');
  mkdirSync(root, { recursive: true });
  const bytes = await generatedPhotograph(500, 375);
  const original = join(folder, 'original.jpg');
  writeFileSync(original, bytes);
  const project = emptyProject(join(folder, 'many.camweave'), root);
  project.transaction(() => {
    for (let i = 0; i < count; i++) {
      const path = `${String(i).padStart(6, '0')}.jpg`;
      symlinkSync(original, join(root, path));
      project.images.add({ path, bytes: bytes.length, tags: [1 + (i % 3)] });
    }
  });
  project.close();
  return project.path;
}

function emptyProject(file: string, root: string): ProjectFile {
  const project = ProjectFile.open(file, { create: true });
  project.transaction(() => {
    project.meta.set('root', root);
    project.meta.set('parameters', DEFAULT_PARAMETERS);
    project.meta.set('edges', true);
    CLASSES.forEach((name, index) =>
      project.classes.add({
        ...{ label: index + 1, name, threshold: 0.6 },
        colour: ['#e69f00', '#56b4e9', '#009e73'][index]!,
      }),
    );
  });
  return project;
}
