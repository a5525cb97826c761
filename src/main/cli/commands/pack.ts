import { basename, resolve } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { createPack, IMAGENET_MEAN, IMAGENET_STD } from '../../models/adcam/createPack.ts';
import type { CnnFindings, VitFindings } from '../../models/adcam/findings.ts';
import { EXIT } from '../exitCodes.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { print, printJson, tell } from '../terminal/output.ts';
import { table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave pack create ...` and `camweave pack inspect FILE.onnx` */
export async function pack(action: string, file: string | undefined, options: Options): Promise<number> {
  const host = new InferenceHost(forkChild);
  try {
    if (action === 'create') return await create(host, options);
    if (action === 'inspect' && file !== undefined) return await inspect(host, file, options);
    throw new UsageError(
      'Either `camweave pack create --cnn F --vit F --classes C --out DIR`, or `camweave pack inspect F`.',
    );
  } finally {
    host.close();
  }
}

async function create(host: InferenceHost, options: Options): Promise<number> {
  const cnnFile = required(options, 'cnn', 'the CNN: --cnn FILE.onnx');
  const vitFile = required(options, 'vit', 'the vision transformer: --vit FILE.onnx');
  const classes = required(options, 'classes', 'the classes of the CNN: --classes voc, imagenet or FILE');
  const out = required(options, 'out', 'where the pack goes: --out FOLDER');
  const activation = parseActivation(options['activation']);
  const source = (file: string, network: 'cnn' | 'vit') => ({
    file,
    mean: parseTriple(options, `${network}Mean`, 'mean', IMAGENET_MEAN),
    std: parseTriple(options, `${network}Std`, 'std', IMAGENET_STD),
  });
  const cnn = source(cnnFile, 'cnn');
  const vit = source(vitFile, 'vit');

  const size = options['vitSize'] as number | undefined;
  const cnnFindings = (await host.run<'inspect'>({
    type: 'inspect',
    file: cnnFile,
    role: 'cnn',
  })) as CnnFindings;
  const vitFindings = (await host.run<'inspect'>({
    ...{ type: 'inspect', file: vitFile, role: 'vit' },
    ...(size === undefined ? {} : { size }),
  })) as VitFindings;
  const description = textOption(options, 'description');
  const licence = textOption(options, 'licence');
  const { manifest, unmapped } = createPack({
    name: textOption(options, 'name') ?? basename(resolve(out)),
    ...(description === undefined ? {} : { description }),
    ...(licence === undefined ? {} : { licence }),
    cnn: { ...cnn, findings: cnnFindings, ...(activation ? { activation } : {}) },
    vit: { ...vit, findings: vitFindings },
    ...{ classes, out },
  });
  tell(
    `${out}: ${manifest.classes.length} classes; CNN at ${manifest.cnn.size} x ${manifest.cnn.size} ` +
      `(${cnnFindings.head} head), ViT at ${manifest.vit.size} x ${manifest.vit.size} with ` +
      `${manifest.vit.grid} x ${manifest.vit.grid} patches and ${manifest.vit.attention.length} attention layers.`,
  );
  if (unmapped.length > 0) {
    tell(`The CNN has no class for: ${unmapped.join(', ')}. These can be painted, but not proposed.`);
  }
  return EXIT.done;
}

async function inspect(host: InferenceHost, file: string, options: Options): Promise<number> {
  const size = options['vitSize'] as number | undefined;
  const vit = await attempt(() =>
    host.run<'inspect'>({ type: 'inspect', file, role: 'vit', ...(size === undefined ? {} : { size }) }),
  );
  const cnn = await attempt(() => host.run<'inspect'>({ type: 'inspect', file, role: 'cnn' }));
  if (options['json'] === true) printJson({ file, vit: vit.found ?? null, cnn: cnn.found ?? null });
  else {
    for (const { found } of [vit, cnn])
      if (found) print(`${file}\n${table(describe(found as VitFindings | CnnFindings))}\n`);
  }
  if (vit.found || cnn.found) return EXIT.done;
  const reasons = [...new Set([vit.problem, cnn.problem])];
  throw new AppError('model-unsupported', reasons.join('\n'));
}

function describe(found: VitFindings | CnnFindings): string[][] {
  const { height, width } = found.input;
  const rows = [
    ['  made by', found.producer || 'unknown'],
    ['  opset, nodes', `${found.opset}, ${found.nodes}`],
    ['  input', `"${found.input.name}", ${height ?? 'any'} x ${width ?? 'any'}`],
  ];
  if (found.role === 'vit') {
    rows.unshift(['  usable as', 'vision transformer']);
    rows.push(['  patches', `${found.grid} x ${found.grid} of ${found.patch} pixels`]);
    rows.push(['  special tokens', String(found.tokens - found.grid ** 2)]);
    rows.push(['  attention', `${found.attention.length} layers of ${found.heads} heads`]);
    rows.push(['  first, last', `${found.attention[0]!}, ${found.attention.at(-1)!}`]);
  } else {
    const [channels, rowsOfMap, columns] = found.featureShape;
    rows.unshift(['  usable as', 'CNN']);
    rows.push([
      '  feature map',
      `"${found.featureMap}", ${channels} x ${rowsOfMap} x ${columns} at ${found.size}`,
    ]);
    rows.push(['  classifier', `${found.head}, ${found.modelClasses} classes`]);
    rows.push(['  output', found.outputActivation ?? 'logits']);
  }
  return rows;
}

async function attempt<T>(work: () => Promise<T>): Promise<{ found?: T; problem?: string }> {
  try {
    return { found: await work() };
  } catch (error) {
    if (error instanceof AppError && error.code === 'model-unsupported')
      return { problem: errorMessage(error) };
    throw error;
  }
}

function required(options: Options, key: string, what: string): string {
  const value = options[key];
  if (value === undefined) throw new UsageError(`Name ${what}`);
  return String(value);
}

function parseActivation(value: unknown): 'softmax' | 'sigmoid' | undefined {
  if (value === undefined || value === 'softmax' || value === 'sigmoid') return value;
  throw new UsageError(
    '--activation takes softmax (one class per image) or sigmoid (any number of classes).',
  );
}

/** One number for all channels, or three with commas. */
function parseTriple(
  options: Options,
  own: string,
  common: string,
  fallback: [number, number, number],
): [number, number, number] {
  const text = options[own] ?? options[common];
  if (text === undefined) return fallback;
  const values = String(text).split(',').map(Number);
  if (values.some((value) => !Number.isFinite(value)) || (values.length !== 1 && values.length !== 3)) {
    throw new UsageError(`--${common} takes one number or three with commas, not "${String(text)}".`);
  }
  const [first, second = first, third = first] = values as [number, number?, number?];
  return [first, second, third];
}
