import { z } from 'zod';
import { labelSchema } from '../../shared/images/ProjectClass.ts';
import type { Agreement } from '../../shared/labels/agreement.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

const LONGEST = 100_000;
const share = z.number().min(0).max(1);
const figuresSchema = z.object({
  iou: z.array(z.object({ label: labelSchema, iou: share })),
  miou: share.nullable(),
});

/** How well the labels of images agree with true masks, and what that was said of: found out again whenever that has changed. */
export class AgreementTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** @param basis names all that it follows from */
  put(imageId: number, basis: string, figures: Agreement): void {
    this.database
      .prepare('INSERT OR REPLACE INTO agreement (image_id, basis, figures) VALUES (?, ?, ?)')
      .run(imageId, basis, JSON.stringify(figures));
  }

  /** By image, what is known and of what; what cannot be read is as good as nothing. */
  all(): Map<number, { basis: string; figures: Agreement }> {
    const rows = this.database
      .prepare(
        'SELECT image_id AS id, basis, figures FROM agreement WHERE octet_length(figures) <= ? AND json_valid(figures)',
      )
      .all(LONGEST) as { id: number; basis: string; figures: string }[];
    return new Map(
      rows.flatMap(({ id, basis, figures }) => {
        const { data } = figuresSchema.safeParse(JSON.parse(figures));
        return data ? [[id, { basis, figures: data }] as const] : [];
      }),
    );
  }
}
