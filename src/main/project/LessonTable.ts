import { z } from 'zod';
import { labelSchema } from '../../shared/images/ProjectClass.ts';
import { BACKGROUND, isClass } from '../../shared/labels/labelCodes.ts';
import type { ClassTable } from './ClassTable.ts';
import { damaged, readJson } from './damaged.ts';
import type { LabelsNow } from './LabelsNow.ts';
import { mapsNow } from './mapsNow.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** What an image teaches. */
export interface Lesson {
  imageId: number;
  /** Names all that it was made from: networks, photograph, and what a person has decided. */
  madeOf: string;
  /** Whether the whole label map was accepted, or strokes teach the pixels that they touch. */
  whole: boolean;
  /** Edge of the grid of features. */
  grid: number;
  depth: number;
  /** `[grid * grid, D]` */
  features: Float16Array;
  /** `[P]`, of the image as a whole. */
  pooled: Float16Array;
  /** What its patches may show: background (0), then classes. */
  labels: number[];
  /** The classes of these that any pixel shows. */
  shown: number[];
  /** Edge of the patch grid. */
  shareGrid: number;
  /** `[labels, N]`: how much of each patch each label covers, of 255; void and what nobody decided is left out. */
  shares: Uint8Array;
  /** Classes that AD-CAM has scores of, and these: `[scored, N]` in [0, 1]. */
  scored: number[];
  scores: Float16Array;
  /** What the classifier says of the image: probability by label. */
  said: [number, number][];
}

interface Row {
  image_id: number;
  made_of: string;
  facts: string;
  features: Uint8Array;
  pooled: Uint8Array;
  shares: Uint8Array;
  scores: Uint8Array;
}

const factsSchema = z.object({
  whole: z.boolean(),
  grid: z.int().min(1).max(4096),
  depth: z.int().min(1).max(65_536),
  labels: z.array(z.int().min(0).max(253)).min(1),
  shown: z.array(labelSchema),
  shareGrid: z.int().min(1).max(4096),
  scored: z.array(labelSchema),
  said: z.array(z.tuple([labelSchema, z.number().min(0).max(1)])),
});

/** What cannot be read shows nothing. */
const shownSchema = z.array(labelSchema).catch([]);

/** What images teach, one lesson each, read as their labels are meant now (LabelsNow.ts). */
export class LessonTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  put(lesson: Lesson): void {
    const { imageId, madeOf, features, pooled, shares, scores, ...facts } = lesson;
    this.database
      .prepare(
        `INSERT OR REPLACE INTO lesson (image_id, made_of, facts, features, pooled, shares, scores)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[imageId, madeOf, JSON.stringify(facts)],
        ...[bytesOf(features), bytesOf(pooled), bytesOf(shares), bytesOf(scores)],
      );
  }

  /** Says what the lesson of an image was made from, where that has another name now. */
  setMadeOf(imageId: number, madeOf: string): void {
    this.database.prepare('UPDATE lesson SET made_of = ? WHERE image_id = ?').run(madeOf, imageId);
  }

  remove(imageId: number): void {
    this.database.prepare('DELETE FROM lesson WHERE image_id = ?').run(imageId);
  }

  count(): number {
    return (this.database.prepare('SELECT count(*) AS n FROM lesson').get() as { n: number }).n;
  }

  /** By image, what its lesson was made from. */
  madeOf(): Map<number, string> {
    const rows = this.database
      .prepare('SELECT image_id, made_of FROM lesson ORDER BY image_id')
      .all() as Pick<Row, 'image_id' | 'made_of'>[];
    return new Map(rows.map((row) => [row.image_id, row.made_of]));
  }

  /** Labels of the classes that each lesson shows, as they are meant now, by image. */
  shown(): Map<number, number[]> {
    const now = this.classes.labelsNow();
    const rows = this.database
      .prepare("SELECT image_id, facts -> '$.shown' AS labels FROM lesson WHERE json_valid(facts)")
      .all() as { image_id: number; labels: string | null }[];
    return new Map(
      rows.map(({ image_id: id, labels }) => [
        id,
        now.classes(shownSchema.parse(JSON.parse(labels ?? '[]'))),
      ]),
    );
  }

  /** @throws AppError `project-invalid` for what Camweave cannot have written */
  get(imageId: number): Lesson | undefined {
    const row = this.database.prepare('SELECT * FROM lesson WHERE image_id = ?').get(imageId) as
      Row | undefined;
    if (!row) return undefined;
    const where = `the lesson of image ${imageId}`;
    const facts = readJson(this.database, where, row.facts, factsSchema);
    const { grid, depth, labels, shareGrid, scored } = facts;
    const isWhole =
      row.features.length === 2 * grid * grid * depth &&
      row.pooled.length % 2 === 0 &&
      row.shares.length === labels.length * shareGrid ** 2 &&
      row.scores.length === 2 * scored.length * shareGrid ** 2;
    if (!isWhole) throw damaged(this.database, where);
    return lessonNow(
      {
        ...{ imageId, madeOf: row.made_of, ...facts },
        features: halves(row.features),
        pooled: halves(row.pooled),
        shares: Uint8Array.from(row.shares),
        scores: halves(row.scores),
      },
      this.classes.labelsNow(),
    );
  }
}

/** A lesson under the labels that its own mean now: what has become void, or is as it is proposed, teaches nothing any more. */
function lessonNow(lesson: Lesson, now: LabelsNow): Lesson {
  if (now.areSame) return lesson;
  const { labels, shares, shareGrid, scored, said } = lesson;
  const n = shareGrid ** 2;
  const kept = [BACKGROUND, ...now.classes(labels.filter(isClass))];
  const merged = new Uint8Array(kept.length * n);
  for (const [from, label] of labels.entries()) {
    const to = kept.indexOf(label === BACKGROUND ? BACKGROUND : now.of(label));
    if (to === -1) continue;
    for (let i = 0; i < n; i++)
      merged[to * n + i] = Math.min(255, merged[to * n + i]! + shares[from * n + i]!);
  }
  const maps = mapsNow(scored, lesson.scores, now);
  const saidNow = new Map<number, number>();
  for (const [label, probability] of said)
    if (isClass(now.of(label)))
      saidNow.set(now.of(label), Math.max(probability, saidNow.get(now.of(label)) ?? 0));
  return {
    ...{ ...lesson, labels: kept, shares: merged, scored: maps.labels, scores: maps.maps },
    shown: now.classes(lesson.shown),
    said: [...saidNow],
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float16Array | Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Copied, because a buffer of the database need not start at an even address. */
function halves(bytes: Uint8Array): Float16Array {
  return new Float16Array(Uint8Array.from(bytes).buffer);
}
