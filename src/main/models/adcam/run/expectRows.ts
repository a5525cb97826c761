import { AppError } from '../../../../shared/errors/AppError.ts';

/**
 * That weights have rows of the width that features need, and as many as are asked for.
 *
 * @throws AppError `invalid-input`
 */
export function expectRows(weights: Float32Array, width: number, rows: number): void {
  if (weights.length % width === 0 && weights.length / width >= rows) return;
  throw new AppError(
    'invalid-input',
    'What was learned does not fit the networks of this pack. Choose another head in "What was learned", or switch learning off.',
  );
}
