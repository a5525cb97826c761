import { z } from 'zod';
import { labelSchema } from '../../shared/images/ProjectClass.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** What was counted in the label map of an image, in image pixels. */
export interface ImageFigures {
  /** Of the image. */
  area: number;
  /** Classes that the label map has, and in how many regions. */
  classes: { label: number; area: number; components: number }[];
  /**
   * Of an accepted image, how its labels and what was proposed agree: pixels of each class in either, and in both, those that are void in the
   * accepted labels left out. Undefined where nothing was accepted, or nothing had been proposed.
   */
  compared: ComparedClass[] | undefined;
}

/** Pixels that have a class in one label map, in the other, and in both. */
export interface ComparedClass {
  label: number;
  final: number;
  proposed: number;
  both: number;
}

const LONGEST = 50_000;
const count = z.int().min(0);
const figuresSchema = z.object({
  area: count,
  classes: z.array(z.tuple([labelSchema, count, count])).max(256),
  compared: z
    .array(z.tuple([labelSchema, count, count, count]))
    .max(256)
    .nullable(),
});

/** What label maps hold, and what that was counted in: counted again whenever that has changed, so what cannot be read is as good as nothing. */
export class FigureTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** @param basis names all that it follows from */
  put(imageId: number, basis: string, { area, classes, compared }: ImageFigures): void {
    const figures = {
      area,
      classes: classes.map((item) => [item.label, item.area, item.components]),
      compared: compared?.map((item) => [item.label, item.final, item.proposed, item.both]) ?? null,
    };
    this.database
      .prepare('INSERT OR REPLACE INTO figure (image_id, basis, figures) VALUES (?, ?, ?)')
      .run(imageId, basis, JSON.stringify(figures));
  }

  /** Images that nothing was counted of, and that have something to count. */
  lacking(): number[] {
    const rows = this.database
      .prepare(
        `SELECT id FROM image WHERE state <> 'new' AND width IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM figure WHERE image_id = id)`,
      )
      .all() as { id: number }[];
    return rows.map(({ id }) => id);
  }

  /** By image whose id is above `after` and not above `last`, what the figures that can be read were counted in. */
  bases(after: number, last: number): Map<number, string> {
    const rows = this.database
      .prepare(
        `SELECT image_id AS id, basis FROM figure
         WHERE image_id > ? AND image_id <= ? AND octet_length(figures) <= ? AND json_valid(figures)`,
      )
      .all(after, last, LONGEST) as { id: number; basis: string }[];
    return new Map(rows.map(({ id, basis }) => [id, basis]));
  }

  /** The same with what was counted. */
  between(after: number, last: number): Map<number, ImageFigures> {
    const rows = this.database
      .prepare(
        `SELECT image_id AS id, figures FROM figure
         WHERE image_id > ? AND image_id <= ? AND octet_length(figures) <= ? AND json_valid(figures)`,
      )
      .all(after, last, LONGEST) as { id: number; figures: string }[];
    return new Map(
      rows.flatMap(({ id, figures }) => {
        const { data } = figuresSchema.safeParse(JSON.parse(figures));
        return data ? [[id, figuresOf(data)] as const] : [];
      }),
    );
  }
}

function figuresOf({ area, classes, compared }: z.infer<typeof figuresSchema>): ImageFigures {
  return {
    area,
    classes: classes.map(([label, own, components]) => ({ label, area: own, components })),
    compared: compared?.map(([label, final, proposed, both]) => ({ label, final, proposed, both })),
  };
}
