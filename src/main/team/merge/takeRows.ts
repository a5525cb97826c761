import type { RowsOfImage } from '../../project/ImageRows.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { lessonKey } from '../../propose/lessonKey.ts';
import type { Holder } from './groupImages.ts';
import { relabelRows } from './relabelRows.ts';

/** Gives an image of the target all that another project has of it, in labels and heads of the target. To be called within a transaction. */
export function takeRows(
  target: ProjectFile,
  imageId: number,
  { project, image, to }: Holder,
  heads: ReadonlyMap<number, number>,
): void {
  const rows = relabelRows(project.rows.read(image.id), to, `${project.path} (${image.path})`);
  const [lesson] = rows.get('lesson') ?? [];
  target.rows.write(imageId, withHeads(rows, heads));
  if (!lesson) return;
  const [before, now] = [keyOfLesson(project, image.id), keyOfLesson(target, imageId)];
  // A lesson names the acceptance that it is of, which has another id here.
  if (now !== undefined && lesson['made_of'] === before) target.lessons.setMadeOf(imageId, now);
  else target.lessons.remove(imageId);
}

/** A head that the target does not have means nothing there: such scores are as good as without one, and are made anew. */
function withHeads(rows: RowsOfImage, heads: ReadonlyMap<number, number>): RowsOfImage {
  return new Map(rows).set(
    'score',
    (rows.get('score') ?? []).map((row) => ({ ...row, head: heads.get(Number(row['head'])) ?? 0 })),
  );
}

/** What the lesson of an accepted image is made from; undefined for any other. */
function keyOfLesson(project: ProjectFile, imageId: number): string | undefined {
  const [packHash, parameters] = [project.meta.get('packHash'), project.meta.get('parameters')];
  const last = project.decisions.last(imageId);
  if (packHash === undefined || !parameters || last?.what !== 'accept') return undefined;
  const { contentHash } = project.images.get(imageId)!;
  return lessonKey(packHash, parameters, { contentHash, decided: last.id });
}
