import { statSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { readRegularFile } from '../image/readRegularFile.ts';
import type { Head } from '../project/HeadTable.ts';
import { headFactsSchema } from '../project/HeadTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

const FORMAT = 1;
/** Far more than a head of 253 classes takes. */
const LARGEST_BYTES = 2 ** 26;

/** A taught head by itself. Its classes have names, since labels are a project's own. */
const headFileSchema = z.strictObject({
  format: z.literal(FORMAT),
  kind: z.literal('camweave-head'),
  /** Names the networks and the attention that its features are of. */
  basis: z.string().regex(/^[0-9a-f]{64}$/),
  classes: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        threshold: z.number().min(0).max(1),
        examples: z.int().min(0),
        tagRow: headFactsSchema.shape.tagRows.element,
      }),
    )
    .max(253)
    .refine((classes) => new Set(classes.map(({ name }) => name)).size === classes.length),
  facts: headFactsSchema.pick({
    ...{ lessons: true, depth: true, pooledDepth: true, weight: true, threshold: true, expected: true },
  }),
  /** float32, little-endian, in base64: `[1 + classes, D + 1]`, background first; `[1 + classes, P + 1]`. */
  weights: z.base64(),
  tagWeights: z.base64(),
});

/** A head as text of its file. */
export function headToText(project: ProjectFile, head: Head & { basis: string }): string {
  const names = new Map(project.classes.written().map(({ label, name }) => [label, name]));
  const { lessons, depth, pooledDepth, weight, threshold, expected } = head;
  const file: z.infer<typeof headFileSchema> = {
    ...{ format: FORMAT, kind: 'camweave-head', basis: head.basis },
    classes: head.labels.map((label, i) => ({
      ...{ name: names.get(label) ?? String(label), threshold: head.thresholds[i]! },
      ...{ examples: head.examples[i]!, tagRow: head.tagRows[i] ?? 'none' },
    })),
    facts: { lessons, depth, pooledDepth, weight, threshold, expected },
    ...{ weights: base64(head.weights), tagWeights: base64(head.tagWeights) },
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * Reads a head for a project: classes are found by their names.
 *
 * @returns the head, and names of its classes that the project does not have, which are left out
 * @throws AppError `not-found`, `invalid-input` for what is none, or is of another pack
 */
export function readHeadFile(
  project: ProjectFile,
  path: string,
  basis: string,
): { head: Head; missing: string[] } {
  const file = parse(path);
  if (file.basis !== basis)
    throw new AppError(
      'invalid-input',
      `${path} was learned with another pack, or with other attention layers or gamma, than ${project.path} has. Use the same.`,
    );
  const labels = new Map(project.classes.all().map(({ label, name }) => [name, label]));
  const kept = file.classes.flatMap(({ name }, at) => (labels.has(name) ? [at] : []));
  const { depth, pooledDepth } = file.facts;
  const rows = [0, ...kept.map((at) => at + 1)];
  const count = file.classes.length + 1;
  const head: Head = {
    ...file.facts,
    labels: kept.map((at) => labels.get(file.classes[at]!.name)!),
    thresholds: kept.map((at) => file.classes[at]!.threshold),
    examples: kept.map((at) => file.classes[at]!.examples),
    tagRows: kept.map((at) => file.classes[at]!.tagRow),
    weights: pick(path, file.weights, rows, count * (depth + 1)),
    tagWeights:
      pooledDepth > 0 ? pick(path, file.tagWeights, rows, count * (pooledDepth + 1)) : new Float32Array(),
    from: path,
  };
  const missing = file.classes.filter(({ name }) => !labels.has(name)).map(({ name }) => name);
  return { head, missing };

  function pick(where: string, text: string, wanted: readonly number[], length: number): Float32Array {
    const bytes = Buffer.from(text, 'base64');
    const values = new Float32Array(
      Uint8Array.from(bytes).buffer.slice(0, bytes.length - (bytes.length % 4)),
    );
    if (bytes.length !== 4 * length || !values.every(Number.isFinite)) throw damagedHead(where);
    const width = length / count;
    const picked = new Float32Array(wanted.length * width);
    for (const [to, from] of wanted.entries())
      picked.set(values.subarray(from * width, (from + 1) * width), to * width);
    return picked;
  }
}

function parse(path: string): z.infer<typeof headFileSchema> {
  try {
    if (statSync(path).size > LARGEST_BYTES) throw damagedHead(path);
    return headFileSchema.parse(JSON.parse(readRegularFile(path, 'invalid-input').toString('utf8')));
  } catch (error) {
    if (error instanceof AppError) throw error;
    if ((error as NodeJS.ErrnoException).code !== undefined)
      throw new AppError('not-found', `${path} cannot be read: ${errorMessage(error)}.`, { cause: error });
    throw damagedHead(path, error);
  }
}

function damagedHead(path: string, cause?: unknown): AppError {
  return new AppError(
    'invalid-input',
    `${path} is not what \`camweave learn --export\` writes, or is damaged. Export it again.`,
    { cause },
  );
}

function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
