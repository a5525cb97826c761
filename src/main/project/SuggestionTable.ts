import { z } from 'zod';
import { labelSchema } from '../../shared/images/ProjectClass.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { ClassTable } from './ClassTable.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** A class that an image may contain, by what the classifier says. */
export interface Suggestion {
  label: number;
  /** In [0, 1]. */
  probability: number;
}

/** Kept of an image: more than are shown, so that some are left where classes are merged or deleted. */
const KEPT = 8;
/** Far more bytes than Camweave writes. */
const LONGEST = 2000;

const saidSchema = z.array(z.tuple([labelSchema, z.number().min(0).max(1)]));

/**
 * What the classifier said of each image, the likeliest classes first; read as their labels are meant now (LabelsNow.ts). It is made
 * anew with every proposal, so what cannot be read is as good as nothing.
 */
export class SuggestionTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  put(imageId: number, suggestions: readonly Suggestion[]): void {
    const likeliest = suggestions.toSorted((a, b) => b.probability - a.probability).slice(0, KEPT);
    const said = likeliest.map(({ label, probability }) => [label, Number(probability.toFixed(4))]);
    this.database
      .prepare(
        'INSERT INTO suggestion (image_id, said) VALUES (?, ?) ON CONFLICT (image_id) DO UPDATE SET said = excluded.said',
      )
      .run(imageId, JSON.stringify(said));
  }

  has(imageId: number): boolean {
    return this.database.prepare('SELECT 1 FROM suggestion WHERE image_id = ?').get(imageId) !== undefined;
  }

  /** The likeliest classes of an image, at most `most`, of those that became one the likelier counts; none where nothing is known. */
  likeliest(imageId: number, most: number): Suggestion[] {
    const row = this.database
      .prepare('SELECT said FROM suggestion WHERE image_id = ? AND octet_length(said) <= ?')
      .get(imageId, LONGEST) as { said: string } | undefined;
    const now = this.classes.labelsNow();
    const found = new Map<number, number>();
    for (const [written, probability] of row ? read(row.said) : []) {
      const label = now.of(written);
      if (isClass(label)) found.set(label, Math.max(probability, found.get(label) ?? 0));
    }
    return [...found].map(([label, probability]) => ({ label, probability })).slice(0, most);
  }

  /** Forgets what was said of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM suggestion WHERE image_id = ?').run(imageId);
  }
}

function read(said: string): z.infer<typeof saidSchema> {
  try {
    return saidSchema.safeParse(JSON.parse(said)).data ?? [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
