import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { counted } from '../../../shared/text/counted.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { RangedFile } from '../json/RangedFile.ts';
import { sizeIn } from '../json/values.ts';
import { relativeName } from '../masks/relativeName.ts';
import type { MaskFile, MaskReader } from '../MaskReader.ts';
import { nameOf } from '../MaskReader.ts';
import { Losses } from '../shapes/Losses.ts';
import { shapeMasks } from '../shapes/shapeMasks.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { parseXml } from '../xml/parseXml.ts';
import { cvatShapes, elementsOf } from './cvatShapes.ts';
import { scanImages } from './scanImages.ts';

/** Of a file that is looked at. */
const BEGINNING = 4096;
const NAME = 'annotations.xml';

/** CVAT's own XML, "CVAT for images 1.1": a file, or a folder with annotations.xml. */
export const cvatMaskReader: MaskReader = {
  id: 'cvat',
  title: 'CVAT',
  detect: (path) => fileIn(path) !== undefined,
  async open(path, classes, slices) {
    const file = fileIn(path)!;
    const ranged = new RangedFile(file);
    const ranges = new Map<MaskFile, { start: number; length: number }>();
    const losses = new Losses();
    const { tracks } = await scanImages(
      file,
      (start, text) => {
        // Names stand in the first tag, so that nothing else is parsed yet.
        const head = `${text.slice(0, text.indexOf('>') + 1).replace(/\/?>$/, '')}/>`;
        const name = nameIn(head, file);
        if (name === undefined) losses.add('images without a name');
        else ranges.set({ name: relativeName(name), file, item: name }, { start, length: text.length });
      },
      slices,
    );
    const warnings =
      tracks > 0
        ? [
            `${file} has ${counted(tracks, 'track')} of videos, which are left out. Export it as "CVAT for images".`,
          ]
        : [];
    const lost = losses.words === undefined ? [] : [`${file}: ${losses.words}`];
    const source = { root: path, files: [...ranges.keys()], warnings, losses: lost };
    return shapeMasks(source, classes, (mask, _, imageLosses) => {
      const [bytes] = ranged.read([ranges.get(mask)!]);
      const [image] = elementsOf(parseXml(bytes!.toString('utf8'), nameOf(mask)), 'image');
      const size = image && sizeIn(Number(image['@width']), Number(image['@height']));
      return { size, shapes: image ? cvatShapes(image, imageLosses) : [] };
    });
  },
};

/** The file that a path is, or has in it, where it begins as CVAT's do. */
function fileIn(path: string): string | undefined {
  const file = isFolder(path) ? join(path, NAME) : path;
  if (!/\.xml$/i.test(file) || !existsSync(file) || !statSync(file).isFile()) return undefined;
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(BEGINNING);
    const text = bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, BEGINNING, 0));
    return /<annotations[\s>]/.test(text) || /<!\s*doctype/i.test(text) ? file : undefined;
  } finally {
    closeSync(descriptor);
  }
}

function nameIn(head: string, file: string): string | undefined {
  try {
    const text = Buffer.from(head, 'latin1').toString('utf8');
    const [image = {}] = elementsOf(parseXml(text, file), 'image') as (XmlElement | undefined)[];
    const name = image['@name'];
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return undefined;
  }
}
