import type { MenuItemConstructorOptions } from 'electron';

/** An entry that does one of the pages' actions; their keys are the pages' business, so the menu has none. */
type Send = (action: string) => void;

/**
 * The application's menu. Its own entries act on a project; where none is open they are there and disabled.
 *
 * @param send does one of the pages' actions
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  projectOpen: boolean,
  send: Send,
): MenuItemConstructorOptions[] {
  const entry = (label: string, action: string): MenuItemConstructorOptions => ({
    ...{ label, enabled: projectOpen },
    click: () => send(action),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        entry('Start Page', 'home'),
        entry('Export …', 'export'),
        line,
        { role: platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        entry('Undo', 'undo'),
        entry('Redo', 'redo'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
      ],
    },
    {
      label: 'Image',
      submenu: [
        entry('Accept', 'accept'),
        entry('Reject', 'reject'),
        entry('Reopen', 'reopen'),
        line,
        entry('Propose', 'propose'),
        entry('Propose All', 'propose-all'),
      ],
    },
    {
      label: 'View',
      submenu: [
        entry('Fit', 'fit'),
        entry('100 %', 'actual-size'),
        entry('Compare Side by Side', 'compare'),
        line,
        entry('Find an Action …', 'palette'),
        entry('Keys …', 'keys'),
        line,
        { role: 'togglefullscreen' },
      ],
    },
  ];
}
