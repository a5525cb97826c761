import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { ImageSource } from '../../formats/dataset/ImageSource.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { headInForce } from '../../propose/headInForce.ts';
import { addSource } from '../../propose/setUpProject.ts';
import { versionOf } from '../ImageVersion.ts';
import { namesOf } from '../namesOf.ts';
import { originOf } from '../originOf.ts';
import type { Shard } from './Shard.ts';
import { shardFile } from './Shard.ts';
import { shardSource } from './shardSource.ts';

interface ShardOptions {
  /** Gives a new project its pack and classes. */
  setUp: (project: ProjectFile) => void;
  /** Reads the source in classes of the project. */
  read: (project: ProjectFile) => Promise<ImageSource>;
  /** Is told that the project is open elsewhere, and waited for. */
  onWait: () => void;
}

/** How long the project itself is waited for: each shard has it open for as long as a copy takes. */
const PATIENCE_MS = 15 * 60_000;
const ASK_AGAIN_MS = 1000;

/**
 * Opens the file of a shard beside its project. One that is there is gone on with, and its images stay those that it was made with. Else it gets the images that are
 * dealt to it: of the project, where that is there already, with its classes, settings, taught head and all that was made of them; and of the source.
 *
 * @param path of the project, which is only read
 * @throws AppError as `ProjectFile.open`; of the source; `project-busy` where the project is open for longer than anybody waits
 */
export async function openShard(
  path: string,
  shard: Shard,
  { setUp, read, onWait }: ShardOptions,
): Promise<ProjectFile> {
  const file = shardFile(path, shard);
  if (existsSync(file)) {
    const known = ProjectFile.open(file);
    if (known.meta.get('shard')) return known;
    // Whoever made it was killed before it got anything.
    if (known.images.any()) {
      known.close();
      throw new AppError(
        'not-writable',
        `${file} is there already, and no shard. Rename it, and begin again.`,
      );
    }
    known.discard();
  }
  if (existsSync(path)) return shardOfProject(path, shard, { read, onWait });
  const project = ProjectFile.open(file, { create: true });
  try {
    setUp(project);
    const source = await read(project);
    const { images, id, deal } = await shardSource(source, shard);
    project.transaction(() => {
      addSource(project, { ...source, images });
      project.meta.set('shard', { of: id, deal, ...shard });
    });
    return project;
  } catch (error) {
    project.discard();
    throw error;
  }
}

async function shardOfProject(
  path: string,
  shard: Shard,
  { read, onWait }: Omit<ShardOptions, 'setUp'>,
): Promise<ProjectFile> {
  const file = shardFile(path, shard);
  const base = await openPatiently(path, onWait);
  let coming: ImageSource;
  try {
    const source = await read(base);
    const all = base.images.all();
    const { images, shardOf, deal } = await shardSource(
      source,
      shard,
      all.map((image) => image.path),
    );
    coming = { ...source, images };
    const nameOf = namesOf(base);
    const own = all.filter((image) => shardOf.get(image.path) === shard.index);
    const versions = new Map(own.map((image) => [image.id, versionOf(base, image, nameOf).version]));
    const head = headOf(base);
    await base.copyPartTo(file, { for: { ...shard, deal }, of: originOf(base), images: versions });
    const project = ProjectFile.open(file);
    try {
      project.transaction(() => {
        // Most of what has taught the head is in other shards: the head itself counts.
        if (head !== undefined) project.meta.set('head', head);
        addSource(project, coming);
      });
      return project;
    } catch (error) {
      project.discard();
      throw error;
    }
  } finally {
    base.close();
  }
}

function headOf(project: ProjectFile): number | undefined {
  const [packHash, parameters] = [project.meta.get('packHash'), project.meta.get('parameters')];
  if (packHash === undefined || !parameters) return undefined;
  return headInForce(project, packHash, parameters)?.id;
}

/** Opens a project that other shards open, too, for a moment each. */
async function openPatiently(path: string, onWait: () => void): Promise<ProjectFile> {
  const began = performance.now();
  for (let told = false; ; told = true) {
    try {
      return ProjectFile.open(path);
    } catch (error) {
      const isBusy = error instanceof AppError && error.code === 'project-busy';
      if (!isBusy || performance.now() - began > PATIENCE_MS) throw error;
      if (!told) onWait();
      await setTimeout(ASK_AGAIN_MS * (0.5 + Math.random()));
    }
  }
}
