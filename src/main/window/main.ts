import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  shell,
  utilityProcess,
} from 'electron';
import { authorName } from '../annotate/authorName.ts';
import { Application } from '../desk/Application.ts';
import { settingsFolder, SettingsFile } from '../desk/SettingsFile.ts';
import { PROJECT_ENDING } from '../../shared/projects/projectName.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { connectPages } from './connectPages.ts';
import { dialogOptions, isChoice } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { answerPage, isOwnPage, ORIGIN, SCHEME } from './pages.ts';
import { utilityChild } from './utilityChild.ts';
import { windowOptions } from './windowOptions.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PAGES = here('../renderer');
const PRELOAD = here('../preload/preload.cjs');
const CHILD = here('./inferenceChild.js');
const RESOURCES = app.isPackaged ? join(process.resourcesPath, 'resources') : here('../../resources');

protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

// A second start would find the project locked; it shows the first window instead.
if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(start);

function start(): void {
  const application = openApplication();
  let window: BrowserWindow;
  connectPages(
    ipcMain,
    application,
    {
      choose: async (what, proposed) => {
        if (!isChoice(what)) return null;
        const chosen = await dialog.showOpenDialog(window, dialogOptions(what, String(proposed)));
        return chosen.filePaths[0] ?? null;
      },
      showFolder: (path) => shell.showItemInFolder(path),
    },
    () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents),
  );
  protocol.handle(SCHEME, ({ url }) => answerPage(application, PAGES, url));
  const send = (action: string): void => application.events.send({ type: 'action', action });
  const showMenu = (projectOpen: boolean): void =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, projectOpen, send)));
  showMenu(application.projects.isOpen);
  application.events.listen((event) => {
    if (event.type === 'project') showMenu(event.open);
  });
  window = openWindow();
  app.on('second-instance', () => window.focus());
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) window = openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', () => application.projects.close());
}

/** The application with the project of the command line open, or with none when that cannot be opened. */
function openApplication(): Application {
  const options = {
    startChild: () =>
      utilityChild(
        utilityProcess.fork(CHILD, [], {
          env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
          stdio: ['ignore', 'ignore', 'pipe'],
        }),
      ),
    settings: new SettingsFile(settingsFolder(process.env, process.platform)),
    author: authorName(process.env),
    resources: RESOURCES,
    ...(process.argv.includes('--verbose') ? { onFault: (text: string) => process.stderr.write(text) } : {}),
  };
  const application = new Application(options);
  const project = process.argv.find((argument) => argument.endsWith(PROJECT_ENDING));
  if (project === undefined) return application;
  try {
    application.projects.openAt(project);
  } catch (error) {
    dialog.showErrorBox('Camweave', errorMessage(error));
  }
  return application;
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow(windowOptions(PRELOAD, nativeTheme.shouldUseDarkColors));
  window.once('ready-to-show', () => window.show());
  // Pages stay where they are: no other page, no new window, and no permission but to copy text.
  window.webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  void window.loadURL(`${ORIGIN}/`);
  return window;
}
