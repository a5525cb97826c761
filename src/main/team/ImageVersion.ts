import { createHash } from 'node:crypto';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { StoredDeed } from '../project/ImageRows.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { RivalLine, RivalWork } from '../project/RivalTable.ts';

/** What an image is like in one project file: who has worked on it last, and what that went on from. Nothing of it depends on ids or labels of the file. */
export interface ImageVersion {
  /** Names this state: another text after every deed, and, where it is not decided, with every threshold, tag and proposal. */
  version: string;
  /** Versions that it is known to go on from, beside those of `people`. */
  seen: ReadonlySet<string>;
  /** By person, when their last deed was that it has: what they had made of the image until then is in it, or was given up. */
  people: ReadonlyMap<string, string>;
  /** What was done last; undefined where nobody has done anything. */
  what: RivalWork | undefined;
  author: string;
  /** ISO 8601; empty where nobody noted it. */
  at: string;
  /**
   * How much there is where nobody has done anything: 0 nothing, 1 a proposal, 2 thresholds, tags or labels that a person has given; -1 where it is as it
   * was when it became one of a part.
   */
  settings: number;
}

/**
 * Describes the version of an image that a project has.
 *
 * @param nameOf what the project calls a label
 */
export function versionOf(
  project: ProjectFile,
  image: ProjectImage,
  nameOf: (label: number) => string,
): ImageVersion {
  const deeds = project.rows.deeds(image.id);
  const last = deeds.reduce<StoredDeed | undefined>(
    (best, deed) => (best === undefined || (deed.at ?? '') >= (best.at ?? '') ? deed : best),
    undefined,
  );
  const what = workOf(image, last);
  const deed = last && nameOfDeed(last);
  const assigned = project.rows.assignedVersion(image.id);
  const decided = what === 'accept' || what === 'reject';
  const version = decided ? deed! : hashOf([deed, settingsOf(project, image, nameOf)]);
  return {
    version,
    seen: new Set(assigned === undefined ? [] : [assigned]),
    people: lastOfPeople(deeds),
    ...{ what, author: last?.author ?? '', at: last?.at ?? '' },
    settings: version === assigned ? -1 : settingsWeight(project, image),
  };
}

/** The version of an image that a project keeps of somebody else. */
export function versionOfRival({ seen, people, ...line }: RivalLine): ImageVersion {
  const { version, what, author, at } = line;
  return { version, seen: new Set(seen), people: new Map(people), what, author, at, settings: 0 };
}

function lastOfPeople(deeds: readonly StoredDeed[]): Map<string, string> {
  const people = new Map<string, string>();
  for (const { author, at } of deeds) {
    const before = people.get(author);
    if (before === undefined || (at ?? '') > before) people.set(author, at ?? '');
  }
  return people;
}

function workOf({ state }: ProjectImage, last: StoredDeed | undefined): RivalWork | undefined {
  if (!last) return undefined;
  if (state === 'accepted') return 'accept';
  return state === 'rejected' ? 'reject' : 'edit';
}

function nameOfDeed({ what, at, author }: StoredDeed): string {
  return hashOf([what, at, author]);
}

/** All that shows where nobody has decided, by names in place of labels. */
function settingsOf(
  { scores, given, heads }: ProjectFile,
  { id, tags, tagSource, thresholds }: ProjectImage,
  nameOf: (label: number) => string,
): unknown {
  const made = scores.madeWith(id);
  return [
    tags?.map(nameOf).sort(),
    tagSource,
    Object.entries(thresholds)
      .map(([label, threshold]) => [nameOf(Number(label)), threshold] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    made && [made.packHash, made.parameterHash, made.labels.map(nameOf), made.origin],
    ...(made?.head ? [heads.fingerprint(made.head)] : []),
    given.keyOf(id),
  ];
}

function settingsWeight({ scores, given }: ProjectFile, image: ProjectImage): number {
  const { id, tagSource, thresholds } = image;
  if (tagSource === 'person' || Object.keys(thresholds).length > 0 || given.has(id)) return 2;
  return scores.has(id) ? 1 : 0;
}

function hashOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}
