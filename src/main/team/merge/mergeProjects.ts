import { AppError } from '../../../shared/errors/AppError.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { namesOf } from '../namesOf.ts';
import { originOf } from '../originOf.ts';
import { chooseVersion } from './chooseVersion.ts';
import { ClassPlan } from './ClassPlan.ts';
import type { Contender } from './Contender.ts';
import { contendersOf, labelsOf, makeReady } from './Contender.ts';
import type { Holder } from './groupImages.ts';
import { groupImages } from './groupImages.ts';
import { joinHeads } from './joinHeads.ts';
import { joinNotes } from './joinNotes.ts';
import { areKept, readKept, writeKept } from './joinRivals.ts';
import type { JoinedDeal } from './joinShards.ts';
import { joinShards } from './joinShards.ts';
import { takeRows } from './takeRows.ts';

/** What joining projects has done. */
export interface MergeReport {
  /** Of the target now. */
  images: number;
  /** Images that it did not have. */
  added: number;
  /** Images that have another version now, those that were added included. */
  taken: number;
  /** Images of which two people have made something different, as far as that came with this. */
  conflicts: MergeConflict[];
  /** Classes that it did not have. */
  classes: string[];
  /** Paths that name another photograph in one of the parts; what was made of that was left out. */
  otherPhotograph: string[];
  /** Files of parts that propose with another pack or other parameters; what they have proposed is proposed anew when somebody asks. */
  otherSettings: string[];
  /** Deals of the shards among the parts, and those of which only some shards were joined before. */
  deals: JoinedDeal[];
}

export interface MergeConflict {
  path: string;
  /** Whose work the image shows, and whose is kept beside it. */
  shown: string;
  other: string;
  /** Mean IoU of both label maps; null where there are no two. */
  iou: number | null;
}

interface MergeOptions {
  /** Refines proposals of a project, where it follows edges. */
  refine: (project: ProjectFile) => Refine;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

interface Plan {
  path: string;
  holders: Holder[];
  winner: Contender;
  others: Contender[];
  /** Those whose label map cannot be made. */
  unready: ReadonlySet<Contender>;
}

/** Copied to a new project from the first of its parts. */
const SETTINGS = [
  ...(['root', 'pack', 'packHash', 'clicksPack', 'parameters', 'voidHalfWidth', 'edges'] as const),
  ...(['tagProbabilities', 'tagging', 'learning', 'scribbles'] as const),
  ...(['groundTruth', 'groundTruthReading'] as const),
] as const;

/**
 * Joins parts of a project, image by image (docs/design.md, "Parts"): all of them or nothing. Joining again what is joined already changes nothing, and
 * the order of parts and of joining them does not matter.
 *
 * @param target the project itself, one that parts were joined to before, or a new one, which takes over classes and settings of the first part by its
 *   person's name
 * @throws AppError `invalid-input` where the parts are not of one project, or have too many classes together; `cancelled`, `project-invalid`, `disk-full`
 */
export async function mergeProjects(
  target: ProjectFile,
  given: readonly ProjectFile[],
  { refine, signal, onProgress }: MergeOptions,
): Promise<MergeReport> {
  const inputs = given.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const isNew = target.meta.get('root') === undefined && !target.images.any();
  const origin = expectOneOrigin(isNew ? inputs : [target, ...inputs]);
  const classes = new ClassPlan(target);
  const projects = [
    { project: target, to: Uint8Array.from({ length: 256 }, (_, label) => label), isTarget: true },
    ...inputs.map((project) => ({ project, to: classes.take(project), isTarget: false })),
  ];
  const { groups, otherPhotograph } = groupImages(projects);
  const nameOf = new Map(projects.map(({ project }) => [project, namesOf(project)]));
  const plans: Plan[] = [];
  for (const [path, holders] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped. Nothing was joined.');
    const { winner, others } = chooseVersion(contendersOf(holders, nameOf));
    const unready = new Set<Contender>();
    for (const item of others.length > 0 ? [winner, ...others] : [])
      if (!(await makeReady(item, refine))) unready.add(item);
    plans.push({ path, holders, winner, others, unready });
  }
  return target.transaction(() => {
    if (isNew) takeSettings(target, inputs[0]!, origin);
    classes.apply(target);
    const before = new Set(target.images.all().map(({ path }) => path));
    const coming = plans.filter(({ path }) => !before.has(path));
    for (const { path, winner } of coming)
      target.images.add({ path, bytes: winner.holder.image.bytes, tags: undefined });
    const ids = new Map(target.images.all().map(({ path, id }) => [path, id]));
    const heads = new Map(projects.map(({ project, to }) => [project, joinHeads(target, project, to)]));
    let taken = 0;
    const conflicts = plans.flatMap((plan, index) => {
      onProgress?.(index + 1, plans.length);
      if (!plan.winner.holder.isTarget) taken += 1;
      return joinImage(target, ids.get(plan.path)!, plan, heads);
    });
    return {
      ...{ images: ids.size, added: coming.length, taken, conflicts },
      ...{ classes: classes.added, otherPhotograph },
      otherSettings: inputs.filter((input) => !proposesAlike(target, input)).map(({ path }) => path),
      deals: joinShards(target, inputs),
    };
  });
}

/** Writes what was planned for one image. */
function joinImage(
  target: ProjectFile,
  id: number,
  { path, holders, winner, others, unready }: Plan,
  heads: ReadonlyMap<ProjectFile, ReadonlyMap<number, number>>,
): MergeConflict[] {
  if (holders.every(({ isTarget }) => isTarget)) return [];
  const ready = (item: Contender): Uint8Array | undefined => (unready.has(item) ? undefined : labelsOf(item));
  const isKept = areKept(target, id, { winner, others });
  const kept = isKept ? [] : readKept(winner, others, ready);
  const shown = kept.length > 0 ? ready(winner) : undefined;
  const notes = holders.some(({ isTarget }) => isTarget)
    ? holders
    : [{ project: target, image: { id } }, ...holders];
  if (!winner.holder.isTarget) takeRows(target, id, winner.holder, heads.get(winner.holder.project)!);
  joinNotes(target, id, notes);
  if (isKept) return [];
  return writeKept(target, id, { winner, shown, kept }).map(({ author, iou }) => ({
    ...{ path, shown: winner.author, other: author, iou },
  }));
}

function proposesAlike(a: ProjectFile, b: ProjectFile): boolean {
  const said = ({ meta }: ProjectFile): string =>
    JSON.stringify([meta.get('packHash'), meta.get('parameters'), meta.get('tagging'), meta.get('edges')]);
  return said(a) === said(b);
}

function takeSettings(target: ProjectFile, from: ProjectFile, origin: string): void {
  for (const key of SETTINGS) {
    const value = from.meta.get(key);
    if (value !== undefined) target.meta.set(key, value);
  }
  target.meta.set('joins', origin);
}

function expectOneOrigin(projects: readonly ProjectFile[]): string {
  const [first, ...rest] = projects.map((project) => ({ path: project.path, origin: originOf(project) }));
  const stranger = rest.find(({ origin }) => origin !== first!.origin);
  if (!stranger) return first!.origin;
  throw new AppError(
    'invalid-input',
    `${stranger.path} is of another project than ${first!.path}. Join parts that \`camweave assign\` has made of one, or shards that were proposed of the same files.`,
  );
}

function orderOf({ meta }: ProjectFile): string {
  const { index } = meta.get('shard') ?? { index: 0 };
  return `${meta.get('part')?.for ?? ''}/${String(index).padStart(6, '0')}/${meta.get('id')!}`;
}
