import { extname } from 'node:path';
import { csvText } from '../formats/csv/csvText.ts';
import type { ImageAgreement } from '../review/agreement/agreementOf.ts';
import { expectNewFile, writeNewFile } from './newFile.ts';
import { UsageError } from './UsageError.ts';

/**
 * Looks at where `agree --per-image` is to go before anything is compared, and returns what writes it: a row for each pair of label maps.
 *
 * @throws UsageError where the file is neither .csv nor .json
 * @throws AppError `not-writable` where it is there already, `not-found` where its folder is not
 */
export function agreementFile(
  path: string,
): (images: readonly ImageAgreement[], names: ReadonlyMap<number, string>) => void {
  const textOf = { '.csv': csvOf, '.json': jsonOf }[extname(path).toLowerCase()];
  if (!textOf) throw new UsageError(`--per-image takes a file that ends in .csv or .json, not "${path}".`);
  expectNewFile(path);
  return (images, names) => writeNewFile(path, textOf(images, names));
}

function jsonOf(images: readonly ImageAgreement[], names: ReadonlyMap<number, string>): string {
  const rows = images.map(({ path, people, pixels, differing, miou, kappa, classes }) =>
    JSON.stringify({
      ...{ path, people, pixels, differing, miou, kappa },
      iou: Object.fromEntries(classes.map(({ label, iou }) => [names.get(label)!, iou])),
    }),
  );
  return `[\n${rows.join(',\n')}\n]\n`;
}

/** A column for each class; what neither shows is empty. */
function csvOf(images: readonly ImageAgreement[], names: ReadonlyMap<number, string>): string {
  const labels = [...new Set(images.flatMap(({ classes }) => classes.map(({ label }) => label)))].sort(
    (a, b) => a - b,
  );
  return csvText([
    [
      ...['path', 'one', 'other', 'pixels', 'differing', 'miou', 'kappa'],
      ...labels.map((label) => `iou ${names.get(label)!}`),
    ],
    ...images.map(({ path, people, pixels, differing, miou, kappa, classes }) => [
      ...[path, people?.[0] ?? '', people?.[1] ?? '', String(pixels), String(differing), String(miou)],
      kappa === null ? '' : String(kappa),
      ...labels.map((label) => String(classes.find((item) => item.label === label)?.iou ?? '')),
    ]),
  ]);
}
