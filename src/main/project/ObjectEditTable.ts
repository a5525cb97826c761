import type { ObjectEdit, StoredObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import { MOST_OBJECT_EDITS, objectEditSchema } from '../../shared/objects/ObjectEdit.ts';
import { damaged, readJson } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** Of an edit's text, in bytes: more than the corners of the longest cut take. */
const LONGEST = 60_000;

/** How people parted and joined the objects of each image, in order; taken back and done again one by one. */
export class ObjectEditTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /**
   * Adds an edit and drops those that had been taken back.
   *
   * @param by who made it and when, ISO 8601
   */
  add(imageId: number, edit: ObjectEdit, by: { at: string; author: string }): void {
    this.database.prepare('DELETE FROM object_edit WHERE image_id = ? AND undone = 1').run(imageId);
    this.database
      .prepare('INSERT INTO object_edit (image_id, edit, at, author) VALUES (@imageId, @edit, @at, @author)')
      .run({ imageId, edit: JSON.stringify(edit), ...by });
  }

  /**
   * All edits of an image, in order, those that were taken back included.
   *
   * @throws AppError `project-invalid` for more, or longer ones, than Camweave writes, before they are read
   */
  all(imageId: number): StoredObjectEdit[] {
    const where = `the objects of image ${imageId}`;
    const { count, longest } = this.database
      .prepare(
        'SELECT count(*) AS count, max(octet_length(edit)) AS longest FROM object_edit WHERE image_id = ?',
      )
      .get(imageId) as { count: number; longest: number | null };
    if (count > MOST_OBJECT_EDITS || (longest ?? 0) > LONGEST) throw damaged(this.database, where);
    const rows = this.database
      .prepare('SELECT id, edit, undone FROM object_edit WHERE image_id = ? ORDER BY id')
      .all(imageId) as { id: number; edit: string; undone: number }[];
    return rows.map(({ id, edit, undone }) => ({
      ...{ id, undone: undone === 1 },
      edit: readJson(this.database, where, edit, objectEditSchema),
    }));
  }

  /** The edits of an image that stand. @throws AppError as `all` */
  standing(imageId: number): ObjectEdit[] {
    return this.all(imageId).flatMap(({ edit, undone }) => (undone ? [] : [edit]));
  }

  /** Takes an edit of an image back, or does it again. */
  setUndone(imageId: number, id: number, undone: boolean): void {
    this.database
      .prepare('UPDATE object_edit SET undone = ? WHERE image_id = ? AND id = ?')
      .run(undone ? 1 : 0, imageId, id);
  }

  /** Forgets all edits of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM object_edit WHERE image_id = ?').run(imageId);
  }
}
