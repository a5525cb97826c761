import { z } from 'zod';
import { labelSchema } from '../../shared/images/ProjectClass.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { ClassTable } from './ClassTable.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** How likely a label map is wrong: of the image, of each of its classes, and what single scores say. Every risk is in [0, 1]. */
export interface StoredRisk {
  /** Names all that it was computed from. */
  basis: string;
  risk: number;
  classes: { label: number; risk: number }[];
  /** By the name of a score, what it says of the image; one that says nothing is missing. */
  scores: Record<string, number>;
  /** Regions of the label map, in reading order. */
  components: StoredComponentRisk[];
}

export interface StoredComponentRisk {
  label: number;
  /** 1-based and inclusive, in image pixels. */
  box: { xmin: number; ymin: number; xmax: number; ymax: number };
  /** In image pixels. */
  area: number;
  risk: number;
}

/** A line of the list of all images. */
export type RiskLine = Pick<StoredRisk, 'risk' | 'classes'> & { id: number };

/** The components that are kept of an image, those of the greatest risk. */
const MOST_COMPONENTS = 500;
/** Of what is kept of one image, in bytes: more than the components take. */
const LONGEST = 100_000;

const share = z.number().min(0).max(1);
const classesSchema = z.array(z.tuple([labelSchema, share]));
const pixel = z.int().min(1);
const judgedSchema = z.object({
  scores: z.record(z.string().max(40), share),
  components: z.array(z.tuple([labelSchema, pixel, pixel, pixel, pixel, pixel, share])),
});

interface Row {
  image_id: number;
  basis: string;
  risk: number;
  classes: string;
}

/**
 * How likely label maps are wrong, one row an image, read as labels are meant now (LabelsNow.ts): of classes that became one the greatest risk counts. It is
 * computed again whenever somebody asks, so what cannot be read is as good as nothing.
 */
export class RiskTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  put(imageId: number, { basis, risk, classes, scores, components }: StoredRisk): void {
    const kept = mostRisky(components);
    this.database
      .prepare(
        `INSERT INTO risk (image_id, basis, risk, classes, judged) VALUES (@imageId, @basis, @risk, @classes, @judged)
         ON CONFLICT (image_id) DO UPDATE SET basis = excluded.basis, risk = excluded.risk,
           classes = excluded.classes, judged = excluded.judged`,
      )
      .run({
        ...{ imageId, basis, risk },
        classes: JSON.stringify(classes.map((item) => [item.label, rounded(item.risk)])),
        judged: JSON.stringify({
          scores: Object.fromEntries(Object.entries(scores).map(([id, value]) => [id, rounded(value)])),
          components: kept.map(({ label, box, area, risk: own }) => [
            ...[label, box.xmin, box.ymin, box.xmax, box.ymax, area],
            rounded(own),
          ]),
        }),
      });
  }

  /** What the row of an image was computed from; undefined where it has none. */
  basisOf(imageId: number): string | undefined {
    const row = this.database.prepare('SELECT basis FROM risk WHERE image_id = ?').get(imageId);
    return (row as { basis: string } | undefined)?.basis;
  }

  /** By image, what its row was computed from. */
  bases(): Map<number, string> {
    const rows = this.database.prepare('SELECT image_id, basis FROM risk').all() as Row[];
    return new Map(rows.map(({ image_id, basis }) => [image_id, basis]));
  }

  /** All images that have a risk, by id. */
  all(): RiskLine[] {
    const rows = this.database
      .prepare('SELECT image_id, risk, classes FROM risk ORDER BY image_id')
      .all() as Row[];
    return rows.flatMap((row) => {
      const classes = this.classesNow(row.classes);
      return classes && row.risk >= 0 && row.risk <= 1 ? [{ id: row.image_id, risk: row.risk, classes }] : [];
    });
  }

  /** All that is known of one image; undefined where there is nothing, or nothing that can be read. */
  get(imageId: number): StoredRisk | undefined {
    const row = this.database
      .prepare(
        'SELECT basis, risk, classes, judged FROM risk WHERE image_id = ? AND octet_length(judged) <= ?',
      )
      .get(imageId, LONGEST) as (Row & { judged: string }) | undefined;
    const classes = row && this.classesNow(row.classes);
    const judged = row && read(row.judged, judgedSchema);
    if (!row || !classes || !judged) return undefined;
    const now = this.classes.labelsNow();
    return {
      ...{ basis: row.basis, risk: row.risk, classes, scores: judged.scores },
      components: judged.components.flatMap(([written, xmin, ymin, xmax, ymax, area, risk]) => {
        const label = now.of(written);
        return isClass(label) ? [{ label, box: { xmin, ymin, xmax, ymax }, area, risk }] : [];
      }),
    };
  }

  /** Forgets the one of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM risk WHERE image_id = ?').run(imageId);
  }

  private classesNow(text: string): StoredRisk['classes'] | undefined {
    const written = read(text, classesSchema);
    if (!written) return undefined;
    const now = this.classes.labelsNow();
    const found = new Map<number, number>();
    for (const [label, risk] of written) {
      const meant = now.of(label);
      if (isClass(meant)) found.set(meant, Math.max(risk, found.get(meant) ?? 0));
    }
    return [...found].map(([label, risk]) => ({ label, risk })).sort((a, b) => a.label - b.label);
  }
}

/** Three digits are more than a risk is worth. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** In reading order as they came. */
function mostRisky(components: readonly StoredComponentRisk[]): readonly StoredComponentRisk[] {
  if (components.length <= MOST_COMPONENTS) return components;
  const kept = new Set(components.toSorted((a, b) => b.risk - a.risk).slice(0, MOST_COMPONENTS));
  return components.filter((item) => kept.has(item));
}

function read<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
