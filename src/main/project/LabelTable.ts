import { z } from 'zod';
import { labelSchema, thresholdSchema } from '../../shared/images/ProjectClass.ts';
import { FIRST_CLASS, LAST_CLASS } from '../../shared/labels/labelCodes.ts';
import { damaged, readJson } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

const LARGEST_PNG = 2 ** 28;
const LONGEST_PROVENANCE = 1_000_000;

/** How a final label map came about. */
export interface Provenance {
  packHash: string;
  parameterHash: string;
  /** By label, as it was meant then. */
  thresholds: Record<number, number>;
  voidHalfWidth: number;
  /** Whether the proposal followed edges. */
  edges?: boolean;
  /** Where labels or scores that came from elsewhere were from. */
  origin?: string | undefined;
  /** Classes that the label map has; older ones do not say. */
  labels?: number[] | undefined;
  /** Whether a person painted in it. */
  edited: boolean;
  /** ISO 8601 */
  acceptedAt: string;
}

/** What of a provenance is worked with; whatever else it says is as it may be. */
const provenanceSchema = z.looseObject({
  thresholds: z.record(z.coerce.number().pipe(labelSchema), thresholdSchema).catch({}),
  voidHalfWidth: thresholdSchema.catch(0),
  labels: z.array(labelSchema).optional().catch(undefined),
});

/** Final label maps, as indexed PNG: what each acceptance has frozen, under the labels of then. */
export class LabelTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** Keeps what an acceptance freezes, in place of what it had frozen before. */
  put(decisionId: number, png: Uint8Array, provenance: Provenance): void {
    this.database
      .prepare('INSERT OR REPLACE INTO label (decision_id, png, provenance) VALUES (?, ?, ?)')
      .run(decisionId, png, JSON.stringify(provenance));
  }

  /**
   * What the last decision on an image has frozen; undefined where that was no acceptance.
   *
   * @throws AppError `project-invalid` for more bytes than a mask of any image has, or a provenance that cannot be read
   */
  get(imageId: number): { png: Uint8Array; provenance: Provenance } | undefined {
    const row = this.database
      .prepare(
        `SELECT decision_id AS id, octet_length(png) AS bytes, octet_length(provenance) AS length FROM label WHERE decision_id =
         (SELECT id FROM decision WHERE image_id = ? AND undone = 0 ORDER BY id DESC LIMIT 1)`,
      )
      .get(imageId) as { id: number; bytes: number; length: number } | undefined;
    if (!row) return undefined;
    const where = `the accepted labels of image ${imageId}`;
    if (row.bytes > LARGEST_PNG || row.length > LONGEST_PROVENANCE) throw damaged(this.database, where);
    const stored = this.database
      .prepare('SELECT png, provenance FROM label WHERE decision_id = ?')
      .get(row.id) as { png: Uint8Array; provenance: string };
    const provenance = readJson(this.database, where, stored.provenance, provenanceSchema);
    return { png: stored.png, provenance: provenance as unknown as Provenance };
  }

  /** Labels that any of them may have: all labels, where one does not say. */
  writtenLabels(): Set<number> {
    const rows = this.database
      .prepare('SELECT provenance FROM label WHERE octet_length(provenance) <= ?')
      .all(LONGEST_PROVENANCE) as { provenance: string }[];
    const all = Array.from({ length: LAST_CLASS }, (_, i) => i + FIRST_CLASS);
    const labels = new Set<number>();
    for (const { provenance } of rows) {
      const known = readJson(this.database, 'its accepted labels', provenance, provenanceSchema).labels;
      for (const label of known ?? all) labels.add(label);
    }
    return labels;
  }
}
