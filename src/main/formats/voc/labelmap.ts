import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { VOC_CLASSES } from '../../../shared/classes/vocClasses.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import { readText } from '../dataset/readText.ts';

const HEADER = '# label:color_rgb:parts:actions';

/** The text of labelmap.txt as CVAT reads and writes it: background, void, then the classes by label. */
export function formatLabelmap(classes: readonly { label: number; name: string }[]): string {
  const line = (name: string, label: number): string => `${name}:${VOC_PALETTE[label]!.join(',')}::`;
  return [
    HEADER,
    line('background', BACKGROUND),
    ...[...classes].sort((a, b) => a.label - b.label).map(({ name, label }) => line(name, label)),
    line('void', VOID),
    '',
  ].join('\n');
}

/**
 * Class names by mask label: from labelmap.txt, where a colour of the VOC map stands for its label; the VOC
 * classes where there is no such file.
 *
 * @throws AppError `not-found` for a file that cannot be read
 */
export function readLabelmap(vocRoot: string): Map<number, string> {
  const file = join(vocRoot, 'labelmap.txt');
  if (!existsSync(file)) return new Map(VOC_CLASSES.map((name, index) => [index + 1, name]));
  const names = new Map<number, string>();
  for (const { name, colour } of readColours(file)) {
    const label = VOC_PALETTE.findIndex((entry) => entry.join(',') === colour);
    if (label > BACKGROUND && label < VOID) names.set(label, name);
  }
  return names;
}

/**
 * The lines of a labelmap.txt: names, background and void included, and their colours as `r,g,b`.
 *
 * @throws AppError `not-found` for a file that cannot be read
 */
export function readColours(file: string): { name: string; colour: string }[] {
  return readText(file)
    .split('\n')
    .flatMap((line) => {
      const [name, colour] = line.trim().split(':');
      if (!name || line.startsWith('#') || !colour) return [];
      return [{ name, colour: colour.replace(/\s/g, '') }];
    });
}
