import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSource } from '../../src/main/formats/readSource.ts';
import { encodeJpeg } from '../../src/main/image/encodeJpeg.ts';
import { encodeVocPng } from '../../src/main/image/mask/encodeVocPng.ts';
import { findVocRoot } from '../../src/main/formats/voc/findVocRoot.ts';
import { imported } from '../../testing/importedMasks.ts';
import { photographProject } from '../../testing/photographProject.ts';
import { seededRandom } from '../../testing/random.ts';

/** A photograph and its mask. */
interface Original {
  photograph: string;
  mask: string;
}

const [WIDTH, HEIGHT] = [500, 375];

/**
 * The photographs of a VOC tree that have masks.
 *
 * @throws where there are none
 */
export function originalsOf(vocdevkit: string): Original[] {
  const root = findVocRoot(vocdevkit);
  if (root === undefined) throw new Error(`${vocdevkit} is no VOC tree.`);
  const masks = join(root, 'SegmentationClass');
  return readdirSync(masks)
    .sort()
    .map((name) => ({
      mask: join(masks, name),
      photograph: join(root, 'JPEGImages', name.replace(/\.png$/, '.jpg')),
    }));
}

/** Some photographs of noise with three ellipses each, for where there are no others. */
export async function generatedOriginals(folder: string): Promise<Original[]> {
  mkdirSync(folder, { recursive: true });
  const random = seededRandom(7);
  const originals: Original[] = [];
  for (let i = 0; i < 8; i++) {
    const data = new Uint8Array(WIDTH * HEIGHT * 3).map(() => 128 + 60 * random());
    const labels = new Uint8Array(WIDTH * HEIGHT);
    for (let shape = 0; shape < 3; shape++) {
      const [cx, cy, rx, ry] = [WIDTH * random(), HEIGHT * random(), 40 + 80 * random(), 30 + 60 * random()];
      for (let p = 0; p < labels.length; p++)
        if (((p % WIDTH) - cx) ** 2 / rx ** 2 + (Math.floor(p / WIDTH) - cy) ** 2 / ry ** 2 < 1)
          labels[p] = 1 + ((i + shape) % 20);
    }
    const [photograph, mask] = [join(folder, `${i}.jpg`), join(folder, `${i}.png`)];
    writeFileSync(photograph, await encodeJpeg({ width: WIDTH, height: HEIGHT, data }));
    writeFileSync(mask, encodeVocPng({ width: WIDTH, height: HEIGHT, data: labels }));
    originals.push({ photograph, mask });
  }
  return originals;
}

/** Where photographs are linked to, and a project of them in which all masks are accepted. */
export interface Labelled {
  root: string;
  project: string;
}

/** A project of so many photographs, the originals over and over under other names, each with its mask accepted. */
export async function labelledProject(
  folder: string,
  originals: readonly Original[],
  count: number,
): Promise<Labelled> {
  const [root, masks] = [join(folder, 'photographs'), join(folder, 'masks')];
  for (const made of [root, masks]) mkdirSync(made, { recursive: true });
  for (let i = 0; i < count; i++) {
    const name = String(i).padStart(6, '0');
    const { photograph, mask } = originals[i % originals.length]!;
    link(photograph, join(root, `${name}.jpg`));
    link(mask, join(masks, `${name}.png`));
  }
  const path = join(folder, 'labelled.camweave');
  const project = photographProject(path, await readSource(root, []));
  const { images } = await imported(project, masks, { as: 'accepted' });
  if (images !== count)
    throw new Error(`Only ${images} of ${count} masks of ${basename(folder)} were accepted.`);
  project.close();
  return { root, project: path };
}

/** A link where the disk has both, else a copy. */
function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyFileSync(from, to);
  }
}

/** Bytes of the text that names classes for labelme's script. */
export function labelmeNames(labelmap: string): string {
  const names = readFileSync(labelmap, 'utf8')
    .split('\n')
    .map((line) => line.split(':')[0]!)
    .filter((name) => name !== '' && !name.startsWith('#') && !['background', 'void'].includes(name));
  return ['__ignore__', '_background_', ...names].join('\n');
}
