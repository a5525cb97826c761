import { createHash } from 'node:crypto';
import { z } from 'zod';
import { labelSchema, thresholdSchema } from '../../shared/images/ProjectClass.ts';
import { damaged, readJson } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** Heads that are kept, and how many of them are the newest. */
const KEPT = 30;
const NEWEST = 5;

/** What a head says of an image's showing a class: nothing, how the classifier's word is to be corrected, or all. */
const TAG_ROWS = ['none', 'corrects', 'alone'] as const;
export type TagRow = (typeof TAG_ROWS)[number];

/** What a head was taught, and what that is expected to be worth. */
export const headFactsSchema = z.object({
  /** How many images have taught it. */
  lessons: z.int().min(0),
  /** D, the features of a patch; P, those of an image, 0 where it says nothing of images as a whole. */
  depth: z.int().min(1).max(65_536),
  pooledDepth: z.int().min(0).max(65_536),
  /** Classes of its rows, in their order; background is before them. */
  labels: z.array(labelSchema),
  /** Of each of them, what its row of `tagWeights` is good for. */
  tagRows: z.array(z.enum(TAG_ROWS)),
  /** a, its weight beside AD-CAM. */
  weight: z.number().min(0).max(1),
  /** About where thresholds lie, of classes that it has not learned and of those that it has. */
  threshold: thresholdSchema,
  thresholds: z.array(thresholdSchema),
  /** Lessons that show each class. */
  examples: z.array(z.int().min(0)),
  /** Mean over held-out lessons of the mean IoU of their classes, without the head and as is believed of it; null where there were too few. */
  expected: z.object({ before: z.number(), after: z.number(), error: z.number() }).nullable(),
  /** Names the lessons and classes that have taught it. */
  taughtBy: z.string().optional(),
  /** The project or file that it was taken over from, where it was not taught here. */
  from: z.string().optional(),
});
type HeadFacts = z.infer<typeof headFactsSchema>;

/** A taught head. `weights` is `[R, D + 1]`, background first; `tagWeights` `[R, P + 1]`. */
export interface Head extends HeadFacts {
  weights: Float32Array;
  tagWeights: Float32Array;
}

/** A head as it is listed. */
export interface HeadLine extends HeadFacts {
  id: number;
  /** ISO 8601 */
  at: string;
  /** Names networks and parameters that its features are of. */
  basis: string;
}

interface Row {
  id: number;
  at: string;
  basis: string;
  facts: string;
}

/** Taught heads; a newer one never replaces an older one, so that a person can go back. */
export class HeadTable {
  private readonly database: ProjectDatabase;
  /** By id; a head never changes. */
  private readonly fingerprints = new Map<number, string>();

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** The same text for the same head, in whatever file; undefined where there is none. */
  fingerprint(id: number): string | undefined {
    const known = this.fingerprints.get(id);
    if (known !== undefined) return known;
    const row = this.database.prepare('SELECT basis, facts, weights FROM head WHERE id = ?').get(id) as
      (Pick<Row, 'basis' | 'facts'> & { weights: Uint8Array }) | undefined;
    if (!row) return undefined;
    const text = `${row.basis}\0${row.facts}\0`;
    const fingerprint = createHash('sha256').update(text).update(row.weights).digest('hex');
    this.fingerprints.set(id, fingerprint);
    return fingerprint;
  }

  /** Ids of heads that scores of the project are made with. */
  used(): number[] {
    const rows = this.database.prepare('SELECT DISTINCT head FROM score WHERE head > 0 ORDER BY head').all();
    return (rows as { head: number }[]).map(({ head }) => head);
  }

  /** @returns its id, greater than that of any before */
  add(head: Head, { at, basis, keep }: { at: string; basis: string; keep?: number | undefined }): number {
    const { weights, tagWeights, ...facts } = head;
    const bytes = new Uint8Array(weights.byteLength + tagWeights.byteLength);
    bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength));
    bytes.set(
      new Uint8Array(tagWeights.buffer, tagWeights.byteOffset, tagWeights.byteLength),
      weights.byteLength,
    );
    const { lastInsertRowid } = this.database
      .prepare('INSERT INTO head (at, basis, facts, weights) VALUES (?, ?, ?, ?)')
      .run(at, basis, JSON.stringify(facts), bytes);
    this.thin(keep);
    return Number(lastInsertRowid);
  }

  /**
   * Copies a head of another project as it is.
   *
   * @returns its id here; undefined where it is gone or cannot be read
   * @throws AppError as `get`
   */
  copyFrom(other: HeadTable, id: number): number | undefined {
    if (!other.get(id)) return undefined;
    const row = other.database.prepare('SELECT at, basis, facts, weights FROM head WHERE id = ?').get(id);
    const { lastInsertRowid } = this.database
      .prepare('INSERT INTO head (at, basis, facts, weights) VALUES (@at, @basis, @facts, @weights)')
      .run(row as Row);
    this.thin(undefined);
    return Number(lastInsertRowid);
  }

  /** Forgets heads of which others are kept that have about as many lessons; the first, the newest ones and a chosen one stay. */
  private thin(keep: number | undefined): void {
    const rows = this.database
      .prepare("SELECT id, facts ->> '$.lessons' AS lessons FROM head WHERE json_valid(facts) ORDER BY id")
      .all() as { id: number; lessons: number }[];
    while (rows.length > KEPT) {
      const inner = rows.slice(1, -NEWEST).filter(({ id }) => id !== keep);
      const step = ({ lessons }: (typeof rows)[number]): number => {
        const others = rows.filter((row) => row.lessons === lessons);
        if (others.length > 1) return 0;
        const at = rows.indexOf(others[0]!);
        return Math.abs(rows[at + 1]!.lessons - rows[at - 1]!.lessons) / (1 + lessons);
      };
      const gone = inner.reduce((a, b) => (step(b) < step(a) ? b : a));
      this.database.prepare('DELETE FROM head WHERE id = ?').run(gone.id);
      rows.splice(rows.indexOf(gone), 1);
    }
  }

  /** The newest first; what cannot be read is left out. */
  all(): HeadLine[] {
    const rows = this.database
      .prepare('SELECT id, at, basis, facts FROM head ORDER BY id DESC')
      .all() as Row[];
    return rows.flatMap(({ facts, ...row }) => {
      const read = headFactsSchema.safeParse(parsed(facts));
      return read.success ? [{ ...row, ...read.data }] : [];
    });
  }

  /** @throws AppError `project-invalid` for weights that do not fit its classes */
  get(id: number): (Head & Pick<HeadLine, 'id' | 'at' | 'basis'>) | undefined {
    const row = this.database.prepare('SELECT * FROM head WHERE id = ?').get(id) as
      (Row & { weights: Uint8Array }) | undefined;
    if (!row) return undefined;
    const where = `the taught head ${id}`;
    const facts = readJson(this.database, where, row.facts, headFactsSchema);
    const rows = facts.labels.length + 1;
    const first = rows * (facts.depth + 1);
    const second = facts.pooledDepth > 0 ? rows * (facts.pooledDepth + 1) : 0;
    if (row.weights.length !== 4 * (first + second) || facts.thresholds.length !== facts.labels.length)
      throw damaged(this.database, where);
    const values = new Float32Array(Uint8Array.from(row.weights).buffer);
    if (!values.every(Number.isFinite)) throw damaged(this.database, where);
    return {
      ...{ id, at: row.at, basis: row.basis, ...facts },
      ...{ weights: values.slice(0, first), tagWeights: values.slice(first) },
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
