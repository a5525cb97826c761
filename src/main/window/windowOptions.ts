import type { BrowserWindowConstructorOptions } from 'electron';

/** @param preload path of the built preload script */
export function windowOptions(preload: string, dark: boolean): BrowserWindowConstructorOptions {
  return {
    ...{ width: 1440, height: 900, minWidth: 960, minHeight: 640, show: false, title: 'Camweave' },
    backgroundColor: dark ? '#202329' : '#f6f7f9',
    webPreferences: {
      ...{ preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false },
      spellcheck: false,
    },
  };
}
