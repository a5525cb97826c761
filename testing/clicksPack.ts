import { join } from 'node:path';
import { createClicksPack } from '../src/main/models/clicks/createClicksPack.ts';
import { inspectDecoder, inspectEncoder } from '../src/main/models/clicks/run/inspectClicks.ts';
import { tryPair } from '../src/main/models/clicks/run/tryPair.ts';

/** Makes a pack of an encoder and a decoder in a folder and returns its path. */
export async function makeClicksPack(
  folder: string,
  { encoder, decoder }: { encoder: string; decoder: string },
  name = 'clicks-pack',
): Promise<string> {
  const out = join(folder, name);
  await createClicksPack({
    ...{ out, name },
    encoder: { file: encoder, findings: await inspectEncoder({ file: encoder }) },
    decoder: { file: decoder, findings: await inspectDecoder({ file: decoder }) },
    tryPair: (manifest) => tryPair({ encoder, decoder, manifest }),
  });
  return out;
}
