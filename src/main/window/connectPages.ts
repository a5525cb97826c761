import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Result } from '../../shared/contract/result.ts';
import { refusal } from '../../shared/contract/result.ts';
import type { Application } from '../desk/Application.ts';
import { CHANNELS } from './channels.ts';
import { isOwnPage } from './pages.ts';

/** What the window does for its pages beside the contract. */
export interface WindowServices {
  choose(what: unknown, proposed: unknown): Promise<string | null>;
  showFolder(path: string): void;
  /** What a page says of its window, which is to close. */
  answerClosing(answer: unknown): void;
  /** A page listens to events from now on. */
  pageReady(): void;
}

/**
 * Connects pages to the application over IPC. Only the main frame of one of the window's own pages is answered.
 *
 * @param pages where events go
 */
export function connectPages(
  ipc: Pick<IpcMain, 'handle' | 'on'>,
  application: Application,
  services: WindowServices,
  pages: () => readonly Pick<WebContents, 'send'>[],
): void {
  ipc.handle(
    CHANNELS.call,
    (event, route: unknown, input: unknown, head: unknown): Promise<Result> | Result => {
      if (!isTrusted(event)) return refusal('invalid-input', 'This page is not one of Camweave.');
      return application.answer(String(route), input, head);
    },
  );
  ipc.handle(CHANNELS.choose, (event, what: unknown, proposed: unknown) =>
    isTrusted(event) ? services.choose(what, proposed) : null,
  );
  ipc.on(CHANNELS.show, (event, path: unknown) => {
    if (isTrusted(event) && typeof path === 'string') services.showFolder(path);
  });
  ipc.on(CHANNELS.close, (event, answer: unknown) => {
    if (isTrusted(event)) services.answerClosing(answer);
  });
  ipc.on(CHANNELS.event, (event) => {
    if (!isTrusted(event)) return;
    event.sender.send(CHANNELS.event, { type: 'hello', run: application.run });
    services.pageReady();
  });
  application.events.listen((event) => {
    for (const page of pages()) page.send(CHANNELS.event, event);
  });
}

/** Whether a message comes from the main frame of one of the window's own pages. */
function isTrusted({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame?.parent === null && isOwnPage(senderFrame.url);
}
