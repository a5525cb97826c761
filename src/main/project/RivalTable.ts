import { z } from 'zod';
import { classesIn } from '../../shared/labels/classesIn.ts';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import { packLabels } from '../image/mask/packLabels.ts';
import type { ClassTable } from './ClassTable.ts';
import { damaged, readJson } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';
import { unpackLabels } from './unpackLabels.ts';
import { readLabels } from './readLabels.ts';

/** What somebody has done to an image last: accepted or rejected it, or worked on it without deciding. */
export const RIVAL_WORK = ['accept', 'reject', 'edit'] as const;
export type RivalWork = (typeof RIVAL_WORK)[number];

/** What another person has made of an image than the one whose work it shows. */
export interface RivalLine {
  imageId: number;
  author: string;
  what: RivalWork;
  /** When it was decided, or worked on last; ISO 8601, empty where nobody noted it. */
  at: string;
  /** Names this state of the image. */
  version: string;
  /** Versions that it went on from, and by person, when their last deed was that it has. */
  seen: string[];
  people: [string, string][];
  /** The note that says how it differs; null where it does not. */
  note: number | null;
}

export interface Rival extends Omit<RivalLine, 'imageId'> {
  /** `uint8[height, width]`: classes, background and void; undefined where nothing was labelled. */
  labels: Uint8Array | undefined;
}

interface Row {
  imageId: number;
  author: string;
  what: RivalWork;
  at: string;
  version: string;
  seen: string;
  note: number | null;
}

/** Of `seen`, in bytes: more than the names of all people take. */
const LONGEST = 1_000_000;
const seenSchema = z.object({
  versions: z.array(z.string()),
  people: z.array(z.tuple([z.string(), z.string()])),
});
const COLUMNS = 'image_id AS imageId, author, what, at, version, seen, note_id AS note';

/**
 * What others have made of images that several people have worked on, one row an image and person. Kept under the labels of then, and read as those are
 * meant now (LabelsNow.ts); where that is "as it is proposed", it is background.
 */
export class RivalTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  /** Keeps what a person has made of an image, in place of what they had made before. */
  put(imageId: number, { author, what, at, version, seen, people, note, labels }: Rival): void {
    const written = labels ? classesIn(labels) : [];
    this.database
      .prepare(
        `INSERT OR REPLACE INTO rival (image_id, author, what, at, version, seen, written, labels, note_id)
         VALUES (@imageId, @author, @what, @at, @version, @seen, @written, @labels, @note)`,
      )
      .run({
        ...{ imageId, author, what, at, version, note },
        ...{ seen: JSON.stringify({ versions: seen, people }), written: JSON.stringify(written) },
        labels: labels ? packLabels(labels) : null,
      });
  }

  /** Of one image by author; of all images by image and author where none is named. @throws AppError `project-invalid` */
  list(imageId?: number): RivalLine[] {
    const where = imageId === undefined ? '' : 'WHERE image_id = @imageId';
    const { longest } = this.database
      .prepare(`SELECT max(octet_length(seen)) AS longest FROM rival ${where}`)
      .get({ imageId }) as { longest: number | null };
    if ((longest ?? 0) > LONGEST) throw damaged(this.database, 'what others have made of its images');
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM rival ${where} ORDER BY image_id, author`)
      .all({ imageId }) as Row[];
    return rows.map((row) => {
      const seen = readJson(this.database, whereOf(row.imageId), row.seen, seenSchema);
      return { ...row, seen: seen.versions, people: seen.people };
    });
  }

  /** Whether anybody else has worked on any image. */
  any(): boolean {
    return this.database.prepare('SELECT 1 FROM rival LIMIT 1').get() !== undefined;
  }

  /**
   * The label map that a person has made of an image, `uint8[area]`, as its labels are meant now; undefined where there is none.
   *
   * @param area pixels of the image
   * @throws AppError `project-invalid` for what does not fill the image
   */
  labels(imageId: number, author: string, area: number): Uint8Array | undefined {
    const which = 'FROM rival WHERE image_id = ? AND author = ?';
    const row = this.database
      .prepare(`SELECT octet_length(labels) AS bytes ${which}`)
      .get(imageId, author) as { bytes: number | null } | undefined;
    if (!row || row.bytes === null) return undefined;
    const { bytes } = row;
    const stored = (): unknown => this.database.prepare(`SELECT labels ${which}`).get(imageId, author);
    const written = unpackLabels(this.database, { bytes, row: stored, where: whereOf(imageId) }, area);
    return this.classes.labelsNow().values(written, BACKGROUND);
  }

  /** Forgets those of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM rival WHERE image_id = ?').run(imageId);
  }

  /** Labels of classes that any of them was written with. */
  writtenLabels(): number[] {
    const rows = this.database.prepare('SELECT DISTINCT written FROM rival').all() as { written: string }[];
    return rows.flatMap(({ written }) => readLabels(written) ?? []);
  }
}

function whereOf(imageId: number): string {
  return `what others have made of image ${imageId}`;
}
