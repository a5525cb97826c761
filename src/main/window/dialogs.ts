import type { OpenDialogOptions } from 'electron';

/** What a page may ask to have chosen. */
export const CHOICES = ['folder', 'project', 'pack', 'save'] as const;
export type Choice = (typeof CHOICES)[number];

export function isChoice(what: unknown): what is Choice {
  return CHOICES.some((choice) => choice === what);
}

/** The dialog for a choice. A data set goes into a folder, which may be made in the dialog. */
export function dialogOptions(what: Choice, proposed: string): OpenDialogOptions {
  const start = proposed === '' ? {} : { defaultPath: proposed };
  switch (what) {
    case 'folder':
      return { ...start, properties: ['openDirectory'] };
    case 'save':
      return { ...start, properties: ['openDirectory', 'createDirectory', 'promptToCreate'] };
    case 'project':
      return {
        ...start,
        properties: ['openFile'],
        filters: [{ name: 'Camweave', extensions: ['camweave'] }],
      };
    case 'pack':
      return { ...start, properties: ['openDirectory', 'openFile'] };
  }
}
