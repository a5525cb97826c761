import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/errors/AppError.ts';

const LEAST_CHARACTERS = 16;

/** A token that nobody guesses. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url');
}

/** @throws AppError `invalid-input` for a token that could be guessed */
export function expectStrong(token: string): void {
  if (token.length >= LEAST_CHARACTERS && token.trim() === token) return;
  throw new AppError(
    'invalid-input',
    `The token that was given (--token or CAMWEAVE_TOKEN) is too easily guessed: it takes ${LEAST_CHARACTERS} characters or more, ` +
      'without spaces around them. Give a longer one, or none for a random one.',
  );
}

/** The key that signs the cookies of a token. The secret is this machine's, so that a token that is known elsewhere signs nothing. */
export function cookieKey(secret: string, token: string): string {
  return createHmac('sha256', secret).update(token).digest('base64url');
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
