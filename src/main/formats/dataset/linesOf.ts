import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The lines of a text file in UTF-8, one after the other, so that the file is never in memory as a whole. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity });
  } finally {
    stream.destroy();
  }
}
