import { decode } from 'fast-png';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { expectHonestPng } from './expectHonestPng.ts';

/**
 * Decodes the PNG of a mask.
 *
 * @param file named in the error
 * @throws AppError `invalid-input` for what is no PNG, `image-unreadable` for more pixels or data than are ever decoded
 */
export function decodePng(bytes: Uint8Array, file: string): ReturnType<typeof decode> {
  expectHonestPng(bytes, file);
  try {
    return decode(bytes);
  } catch (cause) {
    throw new AppError('invalid-input', `${file} is not a readable PNG mask (${errorMessage(cause)}).`, {
      cause,
    });
  }
}
