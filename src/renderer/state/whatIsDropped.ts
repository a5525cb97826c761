import { PROJECT_ENDING } from '../../shared/projects/projectName.ts';
import { messages } from '../messages/messages.ts';

/** Something that was dropped on a page. */
export interface DroppedThing {
  name: string;
  isFolder: boolean;
  /** Where it lies; '' where nobody tells. */
  path: string;
}

/** What is done with it; a folder holds images or is a pack, which its content tells. */
export type Dropped =
  { kind: 'project' | 'pack' | 'list' | 'folder'; path: string } | { kind: 'refused'; why: string };

const PHOTOGRAPH = /\.(jpe?g|png|webp|bmp|tiff?|gif)$/i;

/**
 * What becomes of things that were dropped on a page.
 *
 * @param things empty where it was text or a link
 * @param onDesk whether a project is open
 */
export function whatIsDropped(things: readonly DroppedThing[], onDesk: boolean): Dropped {
  const words = messages.drop;
  const [thing] = things;
  const refused = (why: string): Dropped => ({ kind: 'refused', why });
  if (!thing) return refused(words.noFile);
  if (things.every(({ name, isFolder }) => !isFolder && PHOTOGRAPH.test(name)))
    return refused(words.photographs);
  if (things.length > 1) return refused(words.several);
  const { name, isFolder, path } = thing;
  if (path === '') return refused(words.noPath);
  const ending = isFolder ? '' : name.slice(name.lastIndexOf('.')).toLowerCase();
  if (ending === PROJECT_ENDING) return { kind: 'project', path };
  const kind = isFolder ? 'folder' : ({ '.zip': 'pack', '.csv': 'list' } as const)[ending];
  if (!kind) return refused(words.unknown(name));
  return onDesk ? refused(words.onDesk(name)) : { kind, path };
}

/** The files and folders of a drop. To be called while the event is handled: they are gone afterwards. */
export function thingsOf(data: DataTransfer | null, pathOf: (file: File) => string): DroppedThing[] {
  return [...(data?.items ?? [])].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (!file) return [];
    return [{ name: file.name, isFolder: item.webkitGetAsEntry()?.isDirectory ?? false, path: pathOf(file) }];
  });
}
