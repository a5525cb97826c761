import { AppError } from '../../../shared/errors/AppError.ts';

/**
 * What a check of an exported data set says to each thing it looks at.
 *
 * @param truth whether the file is as it was meant
 * @param what the part of the file that is looked at, for instance "the size"
 * @throws AppError `export-mismatch` when it is not
 */
export function expectReadBack(truth: boolean, file: string, what: string): void {
  if (truth) return;
  throw new AppError(
    'export-mismatch',
    `${file} does not read back as it was written: ${what} differs. Nothing was exported; please report this.`,
  );
}
