import { expectReadBack } from './expectReadBack.ts';
import type { ListedJsonReader } from './listedJson.ts';
import { readListedJson } from './listedJson.ts';

/**
 * Reads a file of long lists back.
 *
 * @throws AppError `export-mismatch` where it is no such JSON
 */
export async function readListed(file: string, reader: ListedJsonReader): Promise<void> {
  try {
    await readListedJson(file, reader);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    expectReadBack(false, file, `the form (${error.message})`);
  }
}
