import type { MenuItemConstructorOptions } from 'electron';

/** What the entries of the menu do. */
export interface MenuParts {
  platform: NodeJS.Platform;
  projectOpen: boolean;
  /** Projects that were opened lately, the last one first. */
  recent: readonly string[];
  /** Whether this is Camweave as it is built on, not as it is installed. */
  development: boolean;
  /** Does one of the pages' actions; their keys are the pages' business, so the menu has none. */
  send(action: string): void;
  open(path: string): void;
  chooseProject(): void;
  clearRecent(): void;
  showLog(): void;
  about(): void;
}

type Entry = MenuItemConstructorOptions;
const LINE: Entry = { type: 'separator' };

/** The application's menu. Entries that act on a project are disabled while none is open. */
export function menuTemplate(parts: MenuParts): Entry[] {
  const { platform, projectOpen, development } = parts;
  const isMac = platform === 'darwin';
  const entry = (label: string, action: string): Entry => ({
    ...{ label, enabled: projectOpen },
    click: () => parts.send(action),
  });
  const fileMenu: Entry[] = [
    entry('New Project, Start Page', 'home'),
    { label: 'Open …', click: () => parts.chooseProject() },
    { label: 'Open Recent', submenu: recentMenu(parts) },
    LINE,
    entry('Save a Copy …', 'save-copy'),
    entry('Import Masks …', 'import'),
    entry('Export …', 'export'),
    LINE,
    { role: 'close' },
    ...(isMac ? [] : [{ role: 'quit' } as const]),
  ];
  const editMenu: Entry[] = [
    entry('Undo', 'undo'),
    entry('Redo', 'redo'),
    LINE,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    LINE,
    entry('Classes …', 'classes'),
  ];
  const imageMenu: Entry[] = [
    entry('Accept', 'accept'),
    entry('Reject', 'reject'),
    entry('Reopen', 'reopen'),
    LINE,
    entry('Propose', 'propose'),
    entry('Propose All', 'propose-all'),
  ];
  const viewMenu: Entry[] = [
    entry('Zoom In', 'zoom-in'),
    entry('Zoom Out', 'zoom-out'),
    entry('Actual Size', 'actual-size'),
    entry('Fit', 'fit'),
    LINE,
    entry('Compare Side by Side', 'compare'),
    entry('Find an Action …', 'palette'),
    LINE,
    { role: 'togglefullscreen' },
    ...(development ? [LINE, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
  ];
  const helpMenu: Entry[] = [
    entry('Keys', 'keys'),
    { label: 'Show the Log', click: () => parts.showLog() },
    // On macOS it is in the application's own menu.
    ...(isMac ? [] : [LINE, { label: 'About Camweave', click: () => parts.about() }]),
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: fileMenu },
    { label: 'Edit', submenu: editMenu },
    { label: 'Image', submenu: imageMenu },
    { label: 'View', submenu: viewMenu },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { label: 'Help', role: 'help', submenu: helpMenu },
  ];
}

function recentMenu({ recent, open, clearRecent }: MenuParts): Entry[] {
  if (recent.length === 0) return [{ label: 'No Projects Yet', enabled: false }];
  return [
    // An ampersand would mark the letter behind it as a key.
    ...recent.map((path): Entry => ({ label: path.replaceAll('&', '&&'), click: () => open(path) })),
    LINE,
    { label: 'Clear', click: () => clearRecent() },
  ];
}
