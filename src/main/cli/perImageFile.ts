import { extname } from 'node:path';
import type { Coupling } from '../../shared/parameters/proposalParameters.ts';
import { csvText } from '../formats/csv/csvText.ts';
import type { CouplingEvaluation, ImageEvaluation } from '../review/evaluate/CouplingTally.ts';
import { ERROR_KINDS } from '../review/evaluate/errorKinds.ts';
import type { Evaluation } from '../review/evaluate/evaluateProject.ts';
import { expectNewFile, writeNewFile } from './newFile.ts';
import { UsageError } from './UsageError.ts';

/**
 * Looks at where `--per-image` is to go before anything is compared, and returns what writes it: one row per image and coupling.
 *
 * @throws UsageError where the file is neither .csv nor .json
 * @throws AppError `not-writable` where it is there already, `not-found` where its folder is not
 */
export function perImageFile(path: string): (evaluation: Evaluation) => void {
  const textOf = { '.csv': perImageCsv, '.json': perImageJson }[extname(path).toLowerCase()];
  if (!textOf) throw new UsageError(`--per-image takes a file that ends in .csv or .json, not "${path}".`);
  expectNewFile(path);
  return (evaluation) => writeNewFile(path, textOf(evaluation));
}

interface Row extends ImageEvaluation {
  coupling: Coupling;
}

function rowsOf({ couplings }: Evaluation): Row[] {
  const entries = Object.entries(couplings) as [Coupling, CouplingEvaluation][];
  return entries.flatMap(([coupling, { perImage }]) => perImage.map((image) => ({ coupling, ...image })));
}

/** What is not known, as the mIoU of an image without a class, is null. */
function perImageJson(evaluation: Evaluation): string {
  const rows = rowsOf(evaluation).map(({ path, state, coupling, miou, bestMiou, wrong, iou }) =>
    JSON.stringify({ path, state, coupling, miou, bestMiou, wrong, iou }),
  );
  return `[\n${rows.join(',\n')}\n]\n`;
}

/** A column for each kind of wrong pixels and for each class; what is not known, or not in the image's true mask, is empty. */
function perImageCsv(evaluation: Evaluation): string {
  const rows = rowsOf(evaluation);
  const classes = [...new Set(rows.flatMap(({ iou }) => Object.keys(iou)))].sort();
  const number = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : String(value);
  return csvText([
    [
      ...['path', 'state', 'coupling', 'miou', 'best miou'],
      ...ERROR_KINDS.map((kind) => `wrong ${kind}`),
      ...classes.map((name) => `iou ${name}`),
    ],
    ...rows.map(({ path, state, coupling, miou, bestMiou, wrong, iou }) => [
      ...[path, state, coupling, number(miou), number(bestMiou)],
      ...ERROR_KINDS.map((kind) => String(wrong[kind])),
      ...classes.map((name) => number(iou[name])),
    ]),
  ]);
}
