import { contextBridge, ipcRenderer, webUtils } from 'electron';

/** Names of the channels between a page and the main process; `window/connectPages.ts` answers them. */
const CALL = 'camweave:call';
const CHOOSE = 'camweave:choose';
const SHOW = 'camweave:show';
const EVENT = 'camweave:event';
const CLOSE = 'camweave:close';

/** One generic forwarder: which routes there are, and what they take, the contract says on both ends. */
contextBridge.exposeInMainWorld('camweave', {
  call: (route: string, input: unknown, head: unknown): Promise<unknown> =>
    ipcRenderer.invoke(CALL, route, input, head),
  choose: (what: string, proposed: string): Promise<unknown> => ipcRenderer.invoke(CHOOSE, what, proposed),
  showFolder: (path: string): void => ipcRenderer.send(SHOW, path),
  answerClosing: (answer: string): void => ipcRenderer.send(CLOSE, answer),
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    const forward = (_: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(EVENT, forward);
    // The first event of a connection, as over HTTP.
    ipcRenderer.send(EVENT);
    return () => ipcRenderer.off(EVENT, forward);
  },
});
