import type { ProjectDatabase } from './ProjectDatabase.ts';

/** For how long somebody has worked on images. */
export interface AuthorTime {
  /** Empty where nobody is known. */
  author: string;
  images: number;
  seconds: number;
}

/** For how long people have worked on each image, in seconds: while it was open, the page was seen, and something was done. It goes nowhere else. */
export class ActiveTimeTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** Adds to what an author has worked on an image. @param seconds above 0 */
  add(imageId: number, author: string, seconds: number): void {
    this.database
      .prepare(
        `INSERT INTO active_time (image_id, author, seconds) VALUES (?, ?, ?)
         ON CONFLICT (image_id, author) DO UPDATE SET seconds = seconds + excluded.seconds`,
      )
      .run(imageId, author, seconds);
  }

  /** By image whose id is above `after` and not above `last`, the seconds of all authors, where anybody has any. */
  seconds(after: number, last: number): Map<number, number> {
    const rows = this.database
      .prepare(
        `SELECT image_id AS id, sum(seconds) AS seconds FROM active_time
         WHERE image_id > ? AND image_id <= ? GROUP BY image_id`,
      )
      .all(after, last) as { id: number; seconds: number }[];
    return new Map(rows.map(({ id, seconds }) => [id, seconds]));
  }

  /** Of each author, whoever has worked longest first. */
  byAuthor(): AuthorTime[] {
    return this.database
      .prepare(
        `SELECT author, count(*) AS images, sum(seconds) AS seconds FROM active_time
         GROUP BY author ORDER BY seconds DESC, author`,
      )
      .all() as AuthorTime[];
  }
}
