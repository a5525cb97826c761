import { AppError } from '../../../shared/errors/AppError.ts';
import type { FlagValues, ModelPart } from '../ModelKind.ts';
import { vitSize } from './creation.ts';
import type { CnnFindings, ModelSummary, VitFindings } from './findings.ts';
import { inspectCnnJob, inspectVitJob } from './jobs.ts';

const vit: ModelPart = {
  role: 'vit',
  async inspect(file, flags, run) {
    const found = await run(inspectVitJob, { file, ...sizeOf(flags) });
    return { json: found, rows: describeVit(found) };
  },
};

const cnn: ModelPart = {
  role: 'cnn',
  async inspect(file, _flags, run) {
    const found = await run(inspectCnnJob, { file });
    return { json: found, rows: describeCnn(found) };
  },
};

/** The two networks of a pack, each by itself. */
export const parts: readonly ModelPart[] = [vit, cnn];

function sizeOf({ vitSize: size }: FlagValues): { size?: number } {
  if (size === undefined) return {};
  const pixels = vitSize.safeParse(size);
  if (pixels.success) return { size: pixels.data };
  throw new AppError('invalid-input', pixels.error.issues[0]!.message);
}

function describeVit(found: VitFindings): string[][] {
  return [
    ['  usable as', 'vision transformer'],
    ...describeAny(found),
    ['  patches', `${found.grid} x ${found.grid} of ${found.patch} pixels`],
    ['  special tokens', String(found.tokens - found.grid ** 2)],
    ['  attention', `${found.attention.length} layers of ${found.heads} heads`],
    ['  first, last', `${found.attention[0]!}, ${found.attention.at(-1)!}`],
  ];
}

function describeCnn(found: CnnFindings): string[][] {
  const [channels, rows, columns] = found.featureShape;
  return [
    ['  usable as', 'CNN'],
    ...describeAny(found),
    ['  feature map', `"${found.featureMap}", ${channels} x ${rows} x ${columns} at ${found.size}`],
    ['  classifier', `${found.head}, ${found.modelClasses} classes`],
    ['  output', found.outputActivation ?? 'logits'],
  ];
}

function describeAny({ producer, opset, nodes, input }: ModelSummary): string[][] {
  return [
    ['  made by', producer || 'unknown'],
    ['  opset, nodes', `${opset}, ${nodes}`],
    ['  input', `"${input.name}", ${input.height ?? 'any'} x ${input.width ?? 'any'}`],
  ];
}
