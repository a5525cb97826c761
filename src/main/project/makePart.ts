import type { Database } from 'better-sqlite3';
import { giveNewId } from './giveNewId.ts';

/** What of a project becomes a part, and whose. */
export interface Part {
  /** Who works on it, or which shard it is. */
  for: string | { index: number; count: number; deal: string };
  /** Id of the project. */
  of: string;
  /** By id of an image that it has, what that was like (`versionOf` of a team). */
  images: ReadonlyMap<number, string>;
}

/** Makes the database of a copy a part of its project: the images that are not in it go, with all that was made of them. */
export function makePart(database: Database, part: Part): void {
  giveNewId(database);
  database.pragma('foreign_keys = ON');
  database.transaction(() => {
    database.exec('DELETE FROM assigned; DELETE FROM change');
    const assign = database.prepare('INSERT INTO assigned (image_id, version) VALUES (?, ?)');
    for (const [id, version] of part.images) assign.run(id, version);
    database.exec('DELETE FROM image WHERE id NOT IN (SELECT image_id FROM assigned)');
    database.prepare("DELETE FROM meta WHERE key IN ('part', 'shard', 'joins', 'joinedShards')").run();
    const { of } = part;
    const [key, value] =
      typeof part.for === 'string' ? ['part', { of, for: part.for }] : ['shard', { of, ...part.for }];
    database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(key, JSON.stringify(value));
  })();
  // What is gone is not to be carried to anybody.
  database.exec('VACUUM');
}
