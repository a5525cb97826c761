import { AppError } from '../../shared/errors/AppError.ts';

/** Makes a change; undefined where an earlier call has made it, whose answer was lost: whoever asked is told how things are. */
export function once<T>(change: () => T): T | undefined {
  try {
    return change();
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-done') return undefined;
    throw error;
  }
}
