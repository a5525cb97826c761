import type { z } from 'zod';
import type { RunJob } from '../inference/jobs/Job.ts';
import type { ModelFile, PackManifest } from './pack/Pack.ts';
import type { ModelRunner } from './ModelRunner.ts';

/** A kind of model: everything that the rest of Camweave needs to know of it. `kinds.ts` lists them. */
export interface ModelKind<Manifest extends PackManifest = PackManifest, Options = unknown> {
  /** The `kind` of its pack.json. */
  readonly id: string;
  /** What it consists of and does, for a sentence: "a CNN and a vision transformer that propose masks". */
  readonly title: string;
  /** The schema of its pack.json. */
  readonly manifest: z.ZodType<Manifest>;
  /** The model files that a manifest names, by the name that `Pack.readModel` takes. */
  models(manifest: Manifest): Readonly<Record<string, ModelFile>>;
  readonly creation: PackCreation<Options>;
  /** The models of a pack one by one, in the order in which `camweave pack inspect` shows them. */
  readonly parts: readonly ModelPart[];
  /** What runs in the inference child; imported there alone, because it brings the runtime with it. */
  runner(): Promise<{ runner: ModelRunner<Manifest> }>;
}

/** An option of the command line: `--size <pixels>`, and its help. */
export interface Flag {
  readonly flag: string;
  readonly help: string;
}

/** A flag that cannot be left out; `words` end the sentence "Name ...". */
export interface NeededFlag extends Flag {
  readonly words: string;
}

/** Flags as the command line hands them over, by name in camel case: text or booleans. */
export type FlagValues = Readonly<Record<string, unknown>>;

/** What every pack is given when it is made. */
export interface NewPack {
  /** The folder it goes to. */
  out: string;
  name: string;
  description?: string;
  licence?: string;
}

/** How `camweave pack create` makes packs of a kind. */
export interface PackCreation<Options = unknown> {
  /** `needs` in short, as in "camweave pack create --model F". */
  readonly usage: string;
  /** The flags without which there is no pack. Which of them are given decides on the kind. */
  readonly needs: readonly NeededFlag[];
  readonly takes: readonly Flag[];
  /** Reads `needs` and `takes`; its messages name the flag and what it takes. */
  readonly options: z.ZodType<Options>;
  /**
   * Writes the pack.
   *
   * @param run does jobs of this kind that need no open pack
   * @returns what a person should know of it, line by line
   * @throws AppError what is wrong with the files
   */
  create(options: Options, pack: NewPack, run: RunJob): Promise<string[]>;
}

/** One model of a pack, by which a file alone can be looked at. */
export interface ModelPart {
  /** Its name in what `pack inspect --json` prints; no other part of any kind has the same. */
  readonly role: string;
  /**
   * Looks at a file.
   *
   * @returns what was found, as `json` and as `rows` of words for a table
   * @throws AppError `model-unsupported` for a file that is no such model, and what was looked for
   */
  inspect(file: string, flags: FlagValues, run: RunJob): Promise<{ json: object; rows: string[][] }>;
}
