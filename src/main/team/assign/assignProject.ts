import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { isDecided } from '../../../shared/images/imageState.ts';
import { expectFolder } from '../../project/expectFolder.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { namesOf } from '../namesOf.ts';
import { versionOf } from '../ImageVersion.ts';
import { originOf } from '../originOf.ts';
import { dealImages } from './dealImages.ts';

/** One part of a project. */
export interface AssignedPart {
  for: string;
  /** Of its project file. */
  path: string;
  images: number;
}

interface AssignOptions {
  people: readonly string[];
  /** Folder that the parts go to; that of the project where missing. */
  out?: string | undefined;
  /** How many images everybody gets. */
  overlap: number;
  seed: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Parts a project among people by image (`dealImages`): a project file a person, with all that there is of its images. Photographs stay where they are, and
 * the project itself does not change.
 *
 * @throws AppError `invalid-input` for names that are no names, come twice or mean one file; `not-writable` where one of the files is there already,
 *   `not-found` where their folder is not; `cancelled`, `disk-full`
 */
export async function assignProject(
  project: ProjectFile,
  { people, out, overlap, seed, onProgress, signal }: AssignOptions,
): Promise<AssignedPart[]> {
  const files = people.map((name) => partFile(project, name, out));
  expectPeople(people, files);
  const risks = new Map(project.risks.list(0, -1).map(({ id, risk }) => [id, risk]));
  const images = project.images.all();
  const dealt = dealImages(
    images.map(({ id, path, state }) => ({ id, path, risk: risks.get(id), decided: isDecided(state) })),
    { people: people.length, overlap, seed },
  );
  const nameOf = namesOf(project);
  const versions = new Map(images.map((image) => [image.id, versionOf(project, image, nameOf).version]));
  const parts: AssignedPart[] = [];
  for (const [index, ids] of dealt.entries()) {
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped. Parts that were written stay.');
    const [name, path] = [people[index]!, files[index]!];
    const part = {
      for: name,
      of: originOf(project),
      images: new Map(ids.map((id) => [id, versions.get(id)!])),
    };
    await project.copyPartTo(path, part);
    parts.push({ for: name, path, images: ids.length });
    onProgress?.(parts.length, people.length);
  }
  return parts;
}

function partFile(project: ProjectFile, name: string, out: string | undefined): string {
  const stem = basename(project.path).replace(/\.camweave$/, '');
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return join(out ?? dirname(project.path), `${stem}-${plain}.camweave`);
}

function expectPeople(people: readonly string[], files: readonly string[]): void {
  if (people.length === 0 || people.some((name) => name === '' || name.length > 200))
    throw new AppError('invalid-input', 'Name at least one person, each with 1 to 200 letters.');
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new AppError('invalid-input', `Two of the people would get ${twice}. Give them other names.`);
  for (const file of files) {
    expectFolder(file);
    if (existsSync(file))
      throw new AppError(
        'not-writable',
        `${file} is there already. Choose another folder, or delete it first.`,
      );
  }
}
