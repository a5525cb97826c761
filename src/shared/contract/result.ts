import { z } from 'zod';
import type { AppErrorCode } from '../errors/AppError.ts';

/** How a transport carries an answer: errors as code and words, never as an exception. */
export const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);
export type Result = z.infer<typeof resultSchema>;

/** An answer that says no. */
export function refusal(code: AppErrorCode, message: string): Result {
  return { ok: false, error: { code, message } };
}
