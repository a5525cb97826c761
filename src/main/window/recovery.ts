import type { BrowserWindow, MessageBoxOptions, RenderProcessGoneDetails } from 'electron';

/** Asks with the system's dialog, and resolves with the index of the button; `signal` takes the dialog away. */
export type AskPerson = (question: MessageBoxOptions) => Promise<number>;

export interface RecoveryParts {
  ask: AskPerson;
  /** Logs what has happened. */
  record(what: string): void;
  quit(): void;
}

/** Offers a way on where the window's page has crashed or does not answer. */
export function recoverPages(
  window: Pick<BrowserWindow, 'on'> & {
    webContents: Pick<BrowserWindow['webContents'], 'on' | 'reload' | 'forcefullyCrashRenderer'>;
  },
  { ask, record, quit }: RecoveryParts,
): void {
  const { webContents } = window;
  let answered: AbortController | undefined;
  let ending = false;

  const onGone = async ({ reason, exitCode }: RenderProcessGoneDetails): Promise<void> => {
    answered?.abort();
    if (ending) {
      ending = false;
      return webContents.reload();
    }
    if (reason === 'clean-exit') return;
    record(`The window's page has ended: ${reason}, exit code ${exitCode}.`);
    const chosen = await ask({
      ...{ type: 'error', title: 'Camweave', buttons: ['Reload', 'Quit'], defaultId: 0, cancelId: 0 },
      message: 'The page of this window has crashed.',
      detail: `What was saved is safe; at most the last stroke is missing. (${reason})`,
    });
    if (chosen === 0) webContents.reload();
    else quit();
  };
  const onSilent = async (): Promise<void> => {
    record('The window does not answer.');
    answered?.abort();
    const silent = (answered = new AbortController());
    const chosen = await ask({
      ...{ type: 'warning', title: 'Camweave', buttons: ['Wait', 'Reload'], defaultId: 0, cancelId: 0 },
      message: 'This window does not answer.',
      detail: 'It may be busy with something large. Reloading loses what is not saved yet.',
      signal: silent.signal,
    });
    if (chosen !== 1 || silent.signal.aborted) return;
    // A page that hangs cannot be reloaded before its process has ended.
    ending = true;
    webContents.forcefullyCrashRenderer();
  };
  webContents.on('render-process-gone', (_event, details) => void onGone(details));
  window.on('unresponsive', () => void onSilent());
  window.on('responsive', () => answered?.abort());
}
