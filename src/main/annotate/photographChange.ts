import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { statSync } from 'node:fs';
import type { PhotographChange } from '../../shared/images/PhotographChange.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { changeWords } from '../../shared/images/PhotographChange.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { isWorkedOn } from './isWorkedOn.ts';
import { readImageHeader } from '../image/readImageHeader.ts';
import { readPhotograph } from '../image/readPhotograph.ts';
import { fileOf } from '../project/fileOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** A photograph as its file is now. */
export interface PhotographContent {
  width: number;
  height: number;
  contentHash: string;
  /** Size of the file. */
  bytes: number;
}

/** Answers are good for as long as the file has the same time and size: a stroke must not read megabytes. */
const known = new WeakMap<
  ProjectFile,
  Map<number, { stamp: string; change: PhotographChange | undefined }>
>();

/**
 * Whether the photograph of an image is no longer the one that was labelled, by its content hash; undefined where it is the same,
 * is not there, or was not looked at before. What is found is noted as the image's problem, and gone when the file is back.
 */
export async function photographChange(
  project: ProjectFile,
  image: ProjectImage,
): Promise<PhotographChange | undefined> {
  if (image.contentHash === undefined) return undefined;
  const file = fileOf(project, image);
  const stats = statsOf(file);
  if (!stats) return undefined;
  const stamp = `${image.contentHash} ${file} ${stats.mtimeNs} ${stats.ctimeNs} ${stats.size} ${stats.ino}`;
  const answers = known.get(project) ?? new Map();
  known.set(project, answers);
  const answer = answers.get(image.id);
  if (answer?.stamp === stamp) return answer.change;
  const change = await compare(file, image.contentHash);
  if (change?.width && !isLabelled(project, image.id)) {
    // It has no labels that could not fit it.
    const content = await readContent(project, image);
    project.transaction(() => {
      if (!isLabelled(project, image.id)) project.images.setContent(image.id, content);
    });
    return undefined;
  }
  answers.set(image.id, { stamp, change });
  note(project, image, change);
  return change;
}

/** @throws AppError `image-changed`, saying what can be done */
export async function expectUnchanged(project: ProjectFile, image: ProjectImage): Promise<void> {
  const change = await photographChange(project, image);
  if (change) throw new AppError('image-changed', changeWords(image, change));
}

/** @throws AppError `image-unreadable` */
export async function readContent(project: ProjectFile, image: ProjectImage): Promise<PhotographContent> {
  const file = fileOf(project, image);
  const bytes = await readPhotograph(file);
  const { width, height } = readImageHeader(bytes, file);
  return { width, height, contentHash: sha256(bytes), bytes: bytes.length };
}

function isLabelled(project: ProjectFile, imageId: number): boolean {
  return project.scores.has(imageId) || project.given.has(imageId) || isWorkedOn(project, imageId);
}

/** A drive that does not answer says nothing about the photograph. */
function statsOf(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

async function compare(file: string, contentHash: string): Promise<PhotographChange | undefined> {
  const bytes = await readPhotograph(file).catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  if (sha256(bytes) === contentHash) return undefined;
  try {
    const { width, height } = readImageHeader(bytes, file);
    return { width, height };
  } catch (error) {
    if (error instanceof AppError) return { width: null, height: null };
    throw error;
  }
}

function note(project: ProjectFile, image: ProjectImage, change: PhotographChange | undefined): void {
  const words = change ? changeWords(image, change) : null;
  const isNoted = image.problem !== undefined && image.problem.startsWith(changeWords(image, undefined));
  if (words === null ? !isNoted : image.problem === words) return;
  project.transaction(() => project.images.setProblem(image.id, words));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
