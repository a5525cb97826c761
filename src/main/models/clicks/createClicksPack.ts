import { AppError } from '../../../shared/errors/AppError.ts';
import type { Normalisation } from '../../image/resample.ts';
import type { NewPack } from '../ModelKind.ts';
import { expectNoPack, sha256OfFile, writePack } from '../pack/writePack.ts';
import type { ClicksManifest } from './clicksManifest.ts';
import { CLICKS } from './clicksManifest.ts';
import type { Convention } from './conventions.ts';
import { conventionOf } from './conventions.ts';
import type { DecoderFindings, EncoderFindings, PairFindings } from './findings.ts';

export interface CreateClicksOptions extends NewPack {
  encoder: { file: string; findings: EncoderFindings; mean?: Triple | undefined; std?: Triple | undefined };
  decoder: { file: string; findings: DecoderFindings };
  /** Runs both, once they are known to fit. */
  tryPair: (manifest: ClicksManifest) => Promise<PairFindings>;
}

type Triple = [number, number, number];

/** Pixels as an encoder takes them that normalises them itself: 0..255. */
const RAW: Normalisation = { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] };

/**
 * Writes a pack folder: both model files, copied as they are, and pack.json.
 *
 * @throws AppError `model-unsupported` for two that do not belong together; `invalid-input` when `out` already holds a pack
 */
export async function createClicksPack(
  options: CreateClicksOptions,
): Promise<{ manifest: ClicksManifest; pair: PairFindings }> {
  const { encoder, decoder, out } = options;
  expectNoPack(out);
  const convention = conventionOf(decoder.findings.convention);
  expectFit(encoder, decoder, convention);
  const { layout, size } = encoder.findings;
  const usual = layout === 'pixels' ? RAW : convention.normalisation;
  const manifest: ClicksManifest = {
    format: 1,
    kind: CLICKS,
    name: options.name,
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.licence === undefined ? {} : { licence: options.licence }),
    convention: convention.id,
    encoder: {
      ...{ file: 'encoder.onnx', sha256: sha256OfFile(encoder.file) },
      ...{ mean: encoder.mean ?? [...usual.mean], std: encoder.std ?? [...usual.std] },
      ...{ size, layout },
    },
    decoder: { file: 'decoder.onnx', sha256: sha256OfFile(decoder.file) },
    ...{ takesBox: decoder.findings.takesBox, takesPrompt: decoder.findings.takesPrompt },
    candidates: { count: 1, single: true },
  };
  const pair = await options.tryPair(manifest);
  manifest.candidates = pair.candidates;
  writePack(out, { 'encoder.onnx': encoder.file, 'decoder.onnx': decoder.file }, manifest);
  return { manifest, pair };
}

function expectFit(
  encoder: CreateClicksOptions['encoder'],
  decoder: CreateClicksOptions['decoder'],
  convention: Convention,
): void {
  const { conventions, outputs } = encoder.findings;
  const gives = outputs.map(({ name }) => name).join(', ');
  if (!conventions.includes(convention.id)) {
    throw new AppError(
      'model-unsupported',
      `${encoder.file} and ${decoder.file} do not belong together: the decoder is of ${convention.title} and takes ` +
        `${convention.embeddings.join(', ')}; the encoder gives ${gives} (${conventions.map((id) => conventionOf(id).title).join('; ')}).`,
    );
  }
  for (const { name, dims } of decoder.findings.embeddings) {
    const output = outputs.find((item) => item.name === name) ?? outputs[0]!;
    if (agree(output.dims, dims)) continue;
    const words = (list: typeof dims): string => `[${(list ?? []).map((dim) => dim ?? '?').join(', ')}]`;
    throw new AppError(
      'model-unsupported',
      `${encoder.file} and ${decoder.file} do not belong together: the decoder takes "${name}" ${words(dims)}, the encoder ` +
        `gives "${output.name}" ${words(output.dims)}.`,
    );
  }
}

/** Whether two shapes may be the same; the first axis is a batch, and may be named in one of them. */
function agree(some?: (number | undefined)[], others?: (number | undefined)[]): boolean {
  if (!some || !others) return true;
  return (
    some.length === others.length &&
    some.every((dim, axis) => axis === 0 || dim === undefined || (others[axis] ?? dim) === dim)
  );
}
