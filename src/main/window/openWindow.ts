import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Application } from '../desk/Application.ts';
import { CHANNELS } from './channels.ts';
import { Closing } from './Closing.ts';
import { isOwnPage, ORIGIN } from './pages.ts';
import { recoverPages } from './recovery.ts';
import { windowOptions } from './windowOptions.ts';
import { windowPlace } from './windowPlace.ts';

export interface CamweaveWindow {
  browser: BrowserWindow;
  closing: Closing;
}

export interface WindowParts {
  application: Application;
  /** Path of the built preload script. */
  preload: string;
  onClosed(): void;
  /** Everything is kept, and the window closes. */
  onKept(): void;
  /** Somebody would rather stay. */
  onStay(): void;
}

/** Opens the window where it was last, with the pages in it; it closes once what was done in it is kept. */
export function openWindow({ application, preload, onClosed, onKept, onStay }: WindowParts): CamweaveWindow {
  const { settings, faults } = application;
  const kept = settings.get().window;
  const browser = new BrowserWindow({
    ...windowOptions(preload, nativeTheme.shouldUseDarkColors),
    ...windowPlace(
      kept,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
  });
  const { webContents } = browser;
  browser.once('ready-to-show', () => {
    if (kept?.maximised) browser.maximize();
    browser.show();
  });
  const ask = async (question: Electron.MessageBoxOptions): Promise<number> => {
    const { response } = await dialog.showMessageBox(browser, question);
    return response;
  };
  const closing = new Closing({
    ask: () => webContents.send(CHANNELS.event, { type: 'closing' }),
    close() {
      browser.close();
      onKept();
    },
    show() {
      if (browser.isMinimized()) browser.restore();
      browser.focus();
    },
    stay: onStay,
    insist: async () => {
      const chosen = await ask({
        ...{ type: 'warning', title: 'Camweave', buttons: ['Wait', 'Close'], defaultId: 0, cancelId: 0 },
        message: 'This window does not answer.',
        detail: 'Closing it now loses what is not saved yet.',
      });
      return chosen === 1;
    },
  });
  browser.on('close', (event) => {
    settings.set({ window: { ...browser.getNormalBounds(), maximised: browser.isMaximized() } });
    if (!closing.request()) event.preventDefault();
  });
  browser.on('closed', onClosed);
  recoverPages(browser, {
    ask,
    record: (error) => faults.record({ where: 'the window', error }),
    quit: () => app.quit(),
  });
  webContents.on('render-process-gone', () => closing.lostPage());
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) closing.lostPage();
  });
  // Pages stay where they are: no other page, no new window.
  webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  void browser.loadURL(`${ORIGIN}/`);
  return { browser, closing };
}
