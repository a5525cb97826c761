import type { ExportClass } from '../dataset/ExportClass.ts';
import type { Split } from '../dataset/splitIds.ts';

/** The text of data.yaml. Names are quoted as JSON does it, which YAML reads alike; without a `path` it means its own folder. */
export function yoloData(classes: readonly ExportClass[], { test }: Split): string {
  return [
    'train: images/train',
    'val: images/val',
    ...(test.length > 0 ? ['test: images/test'] : []),
    `nc: ${classes.length}`,
    'names:',
    ...classes.map(({ name }, number) => `  ${number}: ${JSON.stringify(name)}`),
    '',
  ].join('\n');
}

/** The class names of such a text, in the order of their numbers. @throws SyntaxError */
export function readYoloNames(text: string): string[] {
  const [, names] = text.split('\nnames:\n');
  return (names ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, number) => {
      const prefix = `  ${number}: `;
      if (!line.startsWith(prefix)) throw new SyntaxError(line);
      return String(JSON.parse(line.slice(prefix.length)));
    });
}
