import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Part } from '../../../shared/export/splitOptions.ts';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { visible } from '../../../shared/text/visible.ts';
import { Spool } from '../dataset/Spool.ts';
import { TextFile } from '../dataset/TextFile.ts';
import type { WrittenImages } from '../dataset/WrittenImage.ts';
import type { Exporter } from '../Exporter.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import type { CvatImage } from './CvatImage.ts';
import { checkCvat } from './checkCvat.ts';
import { attribute, cvatShapes } from './cvatText.ts';

const cvatOptionsSchema = z.strictObject({
  shapes: z.enum(['masks', 'polygons']).default('masks').meta({
    title: 'Shapes',
    description: 'Masks as run lengths, or polygons with cuts to their holes',
  }),
});

/** CVAT for images 1.1: one XML file (docs/design.md, "Export"). */
export const cvatExporter: Exporter<typeof cvatOptionsSchema, CvatImage> = {
  id: 'cvat',
  title: 'CVAT for images 1.1',
  options: cvatOptionsSchema,
  hasVoid: false,
  losses: ['CVAT has no void: void pixels are background there.'],
  layout: [
    { path: 'images/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'annotations.xml', holds: 'masks of objects, run lengths', where: ['shapes', 'masks'] },
    { path: 'annotations.xml', holds: 'polygons of objects', where: ['shapes', 'polygons'] },
  ],
  async write({ folder, classes, photographs, writeImages }, { shapes }) {
    expectXmlNames(classes);
    if (photographs !== 'leave') await mkdir(join(folder, 'images'));
    const names = new Map(classes.map(({ label, name }) => [label, name]));
    const spool = new Spool(join(folder, '.shapes'));
    try {
      const written = await writeImages(async ({ id, labelMap, objects, putPhotograph }) => {
        await putPhotograph(join(folder, 'images', `${id}.jpg`));
        const lines = cvatShapes(objects(), labelMap.width, names, shapes);
        return { lines: spool.add(lines.map((line) => `${line}\n`).join('')), shapes: lines.length };
      });
      writeXml(join(folder, 'annotations.xml'), classes, written, spool);
      return written;
    } finally {
      spool.remove();
    }
  },
  check: checkCvat,
};

function writeXml(
  file: string,
  classes: readonly ExportClass[],
  { images, split }: WrittenImages<CvatImage>,
  spool: Spool,
): void {
  const partOf = new Map(PARTS.flatMap((part) => split[part].map((id): [string, Part] => [id, part])));
  const text = new TextFile(file);
  try {
    text.write('<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n');
    text.write('  <meta>\n    <project>\n      <name>Camweave</name>\n      <labels>\n');
    for (const { name, colour } of classes)
      text.write(
        `        <label><name>${attribute(name)}</name><color>${colour}</color><type>any</type><attributes></attributes></label>\n`,
      );
    text.write('      </labels>\n      <tasks>\n');
    for (const part of PARTS)
      if (split[part].length > 0)
        text.write(
          `        <task><name>${part}</name><size>${split[part].length}</size><mode>annotation</mode><subset>${part}</subset></task>\n`,
        );
    text.write('      </tasks>\n    </project>\n  </meta>\n');
    for (const [index, { id, fileName, width, height, lines }] of images.entries()) {
      const about = `name="${attribute(fileName)}" subset="${partOf.get(id)}" width="${width}" height="${height}"`;
      text.write(`  <image id="${index}" ${about}>\n${spool.read(lines)}  </image>\n`);
    }
    text.write('</annotations>\n');
  } finally {
    text.close();
  }
}

/** @throws AppError `invalid-input` for names that no XML can hold */
function expectXmlNames(classes: readonly ExportClass[]): void {
  const bad = classes.find(({ name }) => /[\p{Cc}\p{Surrogate}\u2028\u2029\ufffe\uffff]/u.test(name));
  if (bad)
    throw new AppError(
      'invalid-input',
      `XML cannot hold the class name "${visible(bad.name)}": it has a line break or another control character. Give the class another name, then export again.`,
    );
}
