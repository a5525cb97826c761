import type { z } from 'zod';
import { AppError } from '../../shared/errors/AppError.ts';

/** What to say of a row that Camweave cannot have written. `where` such as `the strokes of image 3`. */
export function damaged({ name }: { name: string }, where: string, cause?: unknown): AppError {
  return new AppError(
    'project-invalid',
    `${name} is damaged at ${where}. Restore a copy, or go on without; the rest of the project is untouched.`,
    { cause },
  );
}

/**
 * Reads a JSON text of a row.
 *
 * @throws AppError `project-invalid`, saying where
 */
export function readJson<Schema extends z.ZodType>(
  database: { name: string },
  where: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(database, where, cause);
  }
}
