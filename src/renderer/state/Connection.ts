import type { AppEvent } from '../../shared/contract/events.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { Notices } from './Notices.svelte.ts';

/** The line to Camweave: events, whether there is one, and whose project it is. */
export class Connection {
  /** Told of events, and of Camweave having been started again. */
  onEvent: (event: AppEvent) => void = () => undefined;
  onRestart: () => void = () => undefined;
  /** Told of a line that is there again, to the same Camweave: what it has told meanwhile was not heard. */
  onAgain: () => void = () => undefined;
  private readonly api: Api;
  private readonly notices: Notices;
  private run: string | undefined;
  private stop: (() => void) | undefined;

  constructor(api: Api, notices: Notices) {
    this.api = api;
    this.notices = notices;
  }

  /** Connects, and resolves once Camweave has said hello: from then on this page is the one that works. */
  connect(): Promise<void> {
    return new Promise((resolve) => {
      this.stop = this.api.listen(
        (event) => {
          this.receive(event);
          if (event.type === 'hello') resolve();
        },
        (line) => {
          // An answer that comes late must not take the question for the token away while somebody types.
          if (line !== 'lost' || this.notices.line !== 'locked') this.notices.line = line;
          // The banner of the connection says what a call that was under way has said already.
          if (line !== 'there') this.notices.over(['lost']);
        },
      );
    });
  }

  /** Takes the project back from another tab. */
  async takeOver(): Promise<void> {
    this.close();
    this.run = undefined;
    await this.connect();
    this.notices.elsewhere = false;
    this.onRestart();
  }

  close(): void {
    this.stop?.();
    this.stop = undefined;
  }

  get isClosed(): boolean {
    return this.stop === undefined;
  }

  private receive(event: AppEvent): void {
    if (event.type === 'hello') {
      if (this.run !== undefined) (this.run === event.run ? this.onAgain : this.onRestart)();
      this.run = event.run;
    } else if (event.type === 'elsewhere') {
      this.notices.elsewhere = true;
      // It must not come back by itself: two tabs would take the project from each other for ever.
      this.close();
    } else if (event.type === 'inference-restarted')
      this.notices.notice = messages.inferenceRestarted(event.how);
    this.onEvent(event);
  }
}
