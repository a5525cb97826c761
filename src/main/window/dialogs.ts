import type { OpenDialogOptions, SaveDialogOptions } from 'electron';

/** What a page may ask to have chosen. No dialog of Linux or Windows offers files and folders at once. */
export const CHOICES = [
  ...(['folder', 'list', 'project', 'annotations'] as const),
  ...(['pack-folder', 'pack-file', 'save', 'copy'] as const),
] as const;
export type Choice = (typeof CHOICES)[number];

const PROJECTS = { name: 'Camweave', extensions: ['camweave'] };
const ALL = { name: 'All files', extensions: ['*'] };

export function isChoice(what: unknown): what is Choice {
  return CHOICES.some((choice) => choice === what);
}

/**
 * The dialog for a choice. A data set goes into a folder, which may be made in the dialog.
 *
 * @param start where it begins; '' where nothing is known
 */
export function dialogOptions(what: Exclude<Choice, 'copy'>, start: string): OpenDialogOptions {
  const place = start === '' ? {} : { defaultPath: start };
  switch (what) {
    case 'folder':
    case 'pack-folder':
      return { ...place, properties: ['openDirectory'] };
    case 'save':
      return { ...place, properties: ['openDirectory', 'createDirectory', 'promptToCreate'] };
    case 'project':
      return {
        ...place,
        properties: ['openFile'],
        filters: [PROJECTS],
      };
    case 'list':
      return {
        ...place,
        properties: ['openFile'],
        filters: [{ name: 'Labels (CSV)', extensions: ['csv'] }, ALL],
      };
    case 'annotations':
      return {
        ...place,
        properties: ['openFile'],
        filters: [{ name: 'Annotations (JSON, XML, YAML)', extensions: ['json', 'xml', 'yaml', 'yml'] }, ALL],
      };
    case 'pack-file':
      return {
        ...place,
        properties: ['openFile'],
        filters: [{ name: 'Pack (zip)', extensions: ['zip'] }, ALL],
      };
  }
}

/** The dialog for where a copy of a project goes. A file that is there is refused later, in words. */
export function copyOptions(start: string): SaveDialogOptions {
  return { ...(start === '' ? {} : { defaultPath: start }), filters: [PROJECTS] };
}
