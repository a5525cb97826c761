import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { authorName } from '../annotate/authorName.ts';
import { Application } from '../desk/Application.ts';
import { settingsFolder, SettingsFile } from '../desk/SettingsFile.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { CHANNELS } from './channels.ts';
import { chooseWithDialog } from './chooseWithDialog.ts';
import { connectPages } from './connectPages.ts';
import { menuTemplate } from './menu.ts';
import { openWindow } from './openWindow.ts';
import type { CamweaveWindow } from './openWindow.ts';
import { answerPage, SCHEME } from './pages.ts';
import { refusePermissions } from './permissions.ts';
import { placeProfile } from './profile.ts';
import { projectArgument } from './projectArgument.ts';
import { utilityChild } from './utilityChild.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PAGES = here('../renderer');
const PRELOAD = here('../preload/preload.cjs');
const CHILD = here('./inferenceChild.js');
const RESOURCES = app.isPackaged ? join(process.resourcesPath, 'resources') : here('../../resources');
const SETTINGS = settingsFolder(process.env, process.platform);

/** A project file that waits for a page to go to it. */
let asked = projectArgument(process.argv, process.cwd());
let openAsked: () => void = () => undefined;
function ask(project: string | undefined): void {
  asked = project ?? asked;
  openAsked();
}

protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
// The canvas needs WebGL. Where there is no GPU, Chromium draws it on the CPU only if it is told to: the switch is
// meant for pages that are trusted, and changes nothing where there is one.
app.commandLine.appendSwitch('enable-unsafe-swiftshader');
try {
  placeProfile(app, SETTINGS);
} catch (error) {
  dialog.showErrorBox(
    'Camweave',
    `${SETTINGS} cannot be written to, so settings are not kept. ${errorMessage(error)}`,
  );
}
// macOS names a file so, and may before Camweave is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  ask(path);
});

// A second start would find the project locked; it hands its project to the first and ends.
if (!app.requestSingleInstanceLock({ project: asked ?? null })) app.quit();
else void app.whenReady().then(start);

function start(): void {
  const application = openApplication();
  const { events, settings, projects } = application;
  let window: CamweaveWindow | undefined;
  let quitting = false;
  const show = (): CamweaveWindow => {
    window ??= openWindow({
      ...{ application, preload: PRELOAD },
      onClosed: () => (window = undefined),
      // Closing the window after a quit that had to wait ends Camweave, on macOS too.
      onKept: () => quitting && app.quit(),
      onStay: () => (quitting = false),
    });
    return window;
  };
  openAsked = () => {
    const { browser, closing } = show();
    if (browser.isMinimized()) browser.restore();
    browser.focus();
    if (asked === undefined || !closing.pageThere) return;
    // What is open already need not be opened again; by another name it would be found locked.
    if (!projects.isOpen || !isSameFile(projects.current.file.path, asked))
      browser.webContents.send(CHANNELS.event, { type: 'open', path: asked });
    asked = undefined;
  };
  connectPages(
    ipcMain,
    application,
    {
      choose: (what, proposed) => chooseWithDialog(show().browser, settings, what, String(proposed)),
      showFolder: (path) => shell.showItemInFolder(path),
      answerClosing: (answer) => window?.closing.answer(answer),
      pageReady() {
        if (window) window.closing.pageThere = true;
        if (asked !== undefined) openAsked();
      },
    },
    () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents),
  );
  protocol.handle(SCHEME, ({ url }) => answerPage(application, PAGES, url));
  refusePermissions(session.defaultSession);

  const showMenu = (): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({
          ...{ platform: process.platform, projectOpen: projects.isOpen, development: !app.isPackaged },
          recent: settings.get().recent.flatMap(({ path }) => (existsSync(path) ? [path] : [])),
          send: (action) => events.send({ type: 'action', action }),
          open: ask,
          chooseProject: () =>
            void chooseWithDialog(show().browser, settings, 'project', '').then((path) => path && ask(path)),
          clearRecent() {
            settings.set({ recent: [] });
            showMenu();
            events.send({ type: 'project', open: projects.isOpen });
          },
          showLog: () => shell.showItemInFolder(application.faults.file),
          about: () => app.showAboutPanel(),
        }),
      ),
    );
  showMenu();
  events.listen((event) => {
    if (event.type === 'project') showMenu();
  });
  app.setAboutPanelOptions({ applicationName: 'Camweave', applicationVersion: app.getVersion() });

  show();
  app.on('second-instance', (_event, line, folder, given) => {
    const { project } = (given ?? {}) as { project?: string | null };
    ask(project ?? projectArgument(line, folder));
  });
  app.on('activate', show);
  app.on('before-quit', () => (quitting = true));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit' && reason !== 'killed')
      application.faults.record({ where: 'the window', error: `${type} process: ${reason}, ${exitCode}` });
  });
  app.on('will-quit', () => projects.close());
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
    settings: new SettingsFile(SETTINGS),
    author: authorName(process.env),
    resources: RESOURCES,
    ...(process.argv.includes('--verbose') ? { onFault: (text: string) => process.stderr.write(text) } : {}),
  };
  const application = new Application(options);
  if (asked === undefined) return application;
  try {
    application.projects.openAt(asked);
    asked = undefined;
  } catch (error) {
    // The page tries once more, and says why it cannot be opened.
    if (!(error instanceof AppError)) application.faults.record({ where: 'project.open', error });
  }
  return application;
}

function isSameFile(one: string, other: string): boolean {
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
  return real(one) === real(other);
}
