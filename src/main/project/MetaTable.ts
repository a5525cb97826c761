import { z } from 'zod';
import { thresholdSchema } from '../../shared/images/ProjectClass.ts';
import { proposalParametersSchema } from '../../shared/parameters/proposalParameters.ts';
import { TAGGINGS } from '../../shared/parameters/tagging.ts';
import { readJson } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** Of the name of a person, in characters. */
const LONGEST_NAME = 200;
const projectId = z.string().regex(/^[0-9a-f]{32}$/);

/** Which of several shards; the deal that it is of names the images that were dealt out, and to how many. Shards of earlier versions do not say it. */
const shardShape = { index: z.int().min(1), count: z.int().min(1), deal: projectId.optional() };

/** Facts about the project as a whole. */
const metaSchema = z.object({
  /** Names the project for as long as it lives, wherever its file is. */
  id: projectId,
  /** Folder that the images' paths are relative to. */
  root: z.string(),
  pack: z.string(),
  packHash: z.string(),
  /** Path of the click pack, where the project has one of its own. */
  clicksPack: z.string(),
  parameters: proposalParametersSchema,
  voidHalfWidth: thresholdSchema,
  /** Whether proposals follow the edges of their photographs. */
  edges: z.boolean(),
  /** Least classifier probability for a tag, per class name. */
  tagProbabilities: z.record(z.string(), z.number()),
  /** What becomes of the classifier's word where nobody gave tags. */
  tagging: z.enum(TAGGINGS),
  /** Whether accepted images teach. */
  learning: z.boolean(),
  /** Whether strokes on images that are not accepted teach the pixels that they touch. */
  scribbles: z.boolean(),
  /** Folder or file of true masks beside the project. */
  groundTruth: z.string(),
  /** How they are read, where that was said: the order of classes that overlap, and what classes are called there. */
  groundTruthReading: z.object({
    order: z.union([z.literal('later'), z.array(z.string())]),
    renames: z.record(z.string(), z.string()),
  }),
  /** The head that a person has gone back to; null for the newest. */
  head: z.int().min(1).nullable(),
  /** Whose part of which project this is, where it is one. */
  part: z.object({ of: projectId, for: z.string().min(1).max(LONGEST_NAME) }),
  /** Which shard of which project this is, where it is one. */
  shard: z.object({ of: projectId, ...shardShape }),
  /** The project whose parts were joined in this one. */
  joins: projectId,
  /** The shards that were joined in this one so far. */
  joinedShards: z.array(z.object(shardShape)),
});
type Meta = z.infer<typeof metaSchema>;

/** Key-value facts, stored as JSON. */
export class MetaTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** @throws AppError `project-invalid` for what Camweave cannot have written */
  get<Key extends keyof Meta>(key: Key): Meta[Key] | undefined {
    const row = this.database.prepare('SELECT value FROM meta WHERE key = ?').get(key) as
      { value: string } | undefined;
    if (!row) return undefined;
    return readJson(this.database, `its ${key}`, row.value, metaSchema.shape[key]) as Meta[Key];
  }

  set<Key extends keyof Meta>(key: Key, value: Meta[Key]): void {
    this.database
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, JSON.stringify(value));
  }

  remove(key: keyof Meta): void {
    this.database.prepare('DELETE FROM meta WHERE key = ?').run(key);
  }

  /** @throws AppError `project-invalid` where any of them cannot be read */
  expectReadable(): void {
    for (const key of Object.keys(metaSchema.shape)) this.get(key as keyof Meta);
  }
}
