import type { AppErrorCode } from './AppError.ts';
import { AppError } from './AppError.ts';

/** A photograph cannot be read, is another one by now, or no network can answer for it. */
const OF_PHOTOGRAPH: readonly AppErrorCode[] = ['image-unreadable', 'image-changed', 'inference-failed'];
/** Or what a project keeps of an image is damaged. */
const OF_IMAGE: readonly AppErrorCode[] = [...OF_PHOTOGRAPH, 'project-invalid', 'invalid-input'];
/** Or a file that comes with a photograph, such as its mask, is not there or cannot be taken. */
const OF_FILE: readonly AppErrorCode[] = [...OF_PHOTOGRAPH, 'not-found', 'invalid-input', 'other-size'];

/** Whether an error is about one photograph, so that work on the others goes on. */
export function isPhotographFault(error: unknown): error is AppError {
  return error instanceof AppError && OF_PHOTOGRAPH.includes(error.code);
}

/** The same, or about what a project keeps of one image. */
export function isImageFault(error: unknown): error is AppError {
  return error instanceof AppError && OF_IMAGE.includes(error.code);
}

/** Whether an error is about one photograph, or one file that comes with it. */
export function isFileFault(error: unknown): error is AppError {
  return error instanceof AppError && OF_FILE.includes(error.code);
}
