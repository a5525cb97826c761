import { z } from 'zod';
import { labelSchema } from '../../shared/images/ProjectClass.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { ClassTable } from './ClassTable.ts';
import type { LabelsNow } from './LabelsNow.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** By the name of a score, what it says; one that says nothing is missing. */
export type Scores = Record<string, number>;

/** How likely a label map is wrong: of the image, of each of its classes and regions, and what single scores say of them. Every risk is in [0, 1]. */
export interface StoredRisk {
  /** Names all that it was computed from. */
  basis: string;
  risk: number;
  scores: Scores;
  classes: StoredClassRisk[];
  /** Regions of the label map, in reading order. */
  components: StoredComponentRisk[];
}

export interface StoredClassRisk {
  label: number;
  risk: number;
  scores: Scores;
}

export interface StoredComponentRisk extends StoredClassRisk {
  /** 1-based and inclusive, in image pixels. */
  box: { xmin: number; ymin: number; xmax: number; ymax: number };
  /** In image pixels. */
  area: number;
}

/** A line of the list of all images. */
export interface RiskLine {
  id: number;
  risk: number;
  /** Of what has a class, in image pixels. */
  area: number;
}

interface ClassRisk {
  label: number;
  risk: number;
}

/** The components that are kept of an image, those of the greatest risk. */
const MOST_COMPONENTS = 500;
/** Of what is kept of one image, in bytes: more than the components take. */
const LONGEST = 300_000;

const share = z.number().min(0).max(1);
const classesSchema = z.array(z.tuple([labelSchema, share]));
const pixel = z.int().min(1);
/** Of each score in `ids`; null where it says nothing. */
const values = z.array(share.nullable());
const judgedSchema = z.object({
  ids: z.array(z.string().max(40)).max(200),
  image: values,
  classes: z.array(z.tuple([labelSchema, share, values])),
  components: z.array(z.tuple([labelSchema, pixel, pixel, pixel, pixel, pixel, share, values])),
});

interface Row {
  image_id: number;
  basis: string;
  risk: number;
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
    const ids = [
      ...new Set([scores, ...[...classes, ...kept].map((item) => item.scores)].flatMap(Object.keys)),
    ];
    const listed = (said: Scores): (number | null)[] =>
      ids.map((id) => (said[id] === undefined ? null : rounded(said[id])));
    this.database
      .prepare(
        `INSERT INTO risk (image_id, basis, risk, area, classes, judged)
         VALUES (@imageId, @basis, @risk, @area, @classes, @judged)
         ON CONFLICT (image_id) DO UPDATE SET basis = excluded.basis, risk = excluded.risk,
           area = excluded.area, classes = excluded.classes, judged = excluded.judged`,
      )
      .run({
        ...{ imageId, basis, risk, area: components.reduce((sum, one) => sum + one.area, 0) },
        classes: JSON.stringify(classes.map((item) => [item.label, rounded(item.risk)])),
        judged: JSON.stringify({
          ...{ ids, image: listed(scores) },
          classes: classes.map((item) => [item.label, rounded(item.risk), listed(item.scores)]),
          components: kept.map(({ label, box, area, risk: own, scores: said }) => [
            ...[label, box.xmin, box.ymin, box.xmax, box.ymax, area],
            ...[rounded(own), listed(said)],
          ]),
        }),
      });
  }

  /** Another combination of the same scores. */
  setRisk(imageId: number, risk: number): void {
    this.database.prepare('UPDATE risk SET risk = ? WHERE image_id = ?').run(risk, imageId);
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

  /** By image whose id is above `after` and not above `last`, its risk alone. */
  between(after: number, last: number): Map<number, number> {
    const rows = this.database
      .prepare('SELECT image_id AS id, risk FROM risk WHERE image_id > ? AND image_id <= ?')
      .all(after, last) as { id: number; risk: number }[];
    return new Map(rows.map(({ id, risk }) => [id, Math.min(1, Math.max(0, risk))]));
  }

  /** All images that have a risk, by id, with their classes. */
  all(): (RiskLine & { classes: ClassRisk[] })[] {
    const now = this.classes.labelsNow();
    const rows = this.database
      .prepare('SELECT image_id AS id, risk, area, classes FROM risk ORDER BY image_id')
      .all() as (RiskLine & { classes: string })[];
    return rows.map(({ classes, ...line }) => ({ ...inRange(line), classes: classesNow(classes, now) }));
  }

  /** At most `most` images whose id is greater than `after`, by id; all of them where `most` is negative. */
  list(after: number, most: number): RiskLine[] {
    const rows = this.database
      .prepare('SELECT image_id AS id, risk, area FROM risk WHERE image_id > ? ORDER BY image_id LIMIT ?')
      .all(after, most) as RiskLine[];
    return rows.map(inRange);
  }

  /** All that is known of one image; undefined where there is nothing, or nothing that can be read. */
  get(imageId: number): StoredRisk | undefined {
    const row = this.database
      .prepare(
        'SELECT basis, risk, classes, judged FROM risk WHERE image_id = ? AND octet_length(judged) <= ?',
      )
      .get(imageId, LONGEST) as (Row & { judged: string }) | undefined;
    const judged = row && read(row.judged, judgedSchema);
    if (!row || !judged) return undefined;
    const now = this.classes.labelsNow();
    const named = (said: (number | null)[]): Scores =>
      Object.fromEntries(
        judged.ids.flatMap((id, i) => (typeof said[i] === 'number' ? [[id, said[i]] as const] : [])),
      );
    const meant = <Item>(written: number, item: Item): (Item & { label: number })[] => {
      const label = now.of(written);
      return isClass(label) ? [{ ...item, label }] : [];
    };
    return {
      ...{ basis: row.basis, risk: row.risk, scores: named(judged.image) },
      classes: greatest(
        judged.classes.flatMap(([label, risk, said]) => meant(label, { risk, scores: named(said) })),
      ),
      components: judged.components.flatMap(([label, xmin, ymin, xmax, ymax, area, risk, said]) =>
        meant(label, { box: { xmin, ymin, xmax, ymax }, area, risk, scores: named(said) }),
      ),
    };
  }

  /** Forgets the one of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM risk WHERE image_id = ?').run(imageId);
  }
}

/** The columns are checked where they are written; a line that is left out would end a list too early. */
function inRange({ id, risk, area }: RiskLine): RiskLine {
  return { id, risk: Math.min(1, Math.max(0, risk)), area: Math.max(0, area) };
}

function classesNow(text: string, now: LabelsNow): ClassRisk[] {
  const written = read(text, classesSchema) ?? [];
  const meant = written.map(([label, risk]) => ({ label: now.of(label), risk }));
  return greatest(meant.filter(({ label }) => isClass(label)));
}

/** Of classes that became one, the one of the greatest risk; ascending by label. */
function greatest<Item extends { label: number; risk: number }>(items: readonly Item[]): Item[] {
  const found = new Map<number, Item>();
  for (const item of items) if (item.risk >= (found.get(item.label)?.risk ?? 0)) found.set(item.label, item);
  return [...found.values()].sort((a, b) => a.label - b.label);
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
