import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** An image as one of the projects has it. */
export interface Holder {
  project: ProjectFile;
  image: ProjectImage;
  /** By label of that project, the one of the target; `uint8[256]`. */
  to: Uint8Array;
  isTarget: boolean;
}

/**
 * The images of several projects, those that are one together: of the same path, else, where the photographs of one are in another folder, of the same content, since that may
 * have been relinked. In one folder two files of the same content are two images.
 */
export interface ImageGroups {
  /** By path in the target. */
  groups: Map<string, Holder[]>;
  /** Paths that name another photograph in one of the inputs; what was made of that is left out. */
  otherPhotograph: string[];
}

/** @param projects the target first, each with its label table */
export function groupImages(projects: readonly Omit<Holder, 'image'>[]): ImageGroups {
  const groups = new Map<string, Holder[]>();
  const pathOf = new Map<string, string>();
  const otherPhotograph: string[] = [];
  for (const place of projects)
    for (const image of place.project.images.all()) {
      const known = image.contentHash === undefined ? undefined : pathOf.get(image.contentHash);
      const elsewhere =
        known !== undefined && groups.get(known)!.every(({ project }) => mayMove(project, place.project));
      const path = groups.has(image.path) || !elsewhere ? image.path : known;
      const group = groups.get(path) ?? [];
      const isOther = group.some((holder) => !isSame(holder.image, image));
      if (isOther) otherPhotograph.push(image.path);
      else groups.set(path, [...group, { ...place, image }]);
      if (image.contentHash !== undefined && !pathOf.has(image.contentHash))
        pathOf.set(image.contentHash, path);
    }
  return { groups, otherPhotograph };
}

/** Whether an image of one project may be one of the other under another path. Shards name files as their source does, wherever that lies. */
function mayMove(a: ProjectFile, b: ProjectFile): boolean {
  const isShard = [a, b].some(({ meta }) => meta.get('shard') !== undefined);
  return a !== b && !isShard && a.meta.get('root') !== b.meta.get('root');
}

/** What nobody has looked at yet may be anything. */
function isSame(a: ProjectImage, b: ProjectImage): boolean {
  return a.contentHash === undefined || b.contentHash === undefined || a.contentHash === b.contentHash;
}
