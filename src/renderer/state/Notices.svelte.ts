import type { Line } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';

/** Something that should not have happened: a fault of Camweave, not of what it was given. */
export interface Fault {
  message: string;
  /** For whoever mends it: name, stack and cause. */
  details: string;
}

/** What is answered to everybody, whatever was asked; all else concerns what was typed. */
const TO_ALL = new Set(['elsewhere', 'lost', 'locked', 'internal', 'cancelled', 'other-project']);

/** What has to be said, and how work that may be refused is done. */
export class Notices {
  /** Why something was refused. */
  problem = $state<string>();
  /** What went well, or goes on. */
  notice = $state<string>();
  fault = $state.raw<Fault>();
  /** Another page works on the project. */
  elsewhere = $state(false);
  /** Is told that the photograph of an image is another one than was thought. */
  onImageChanged: () => void = () => undefined;
  line = $state<Line>('there');
  /** What a refusal was told with. */
  private told: { code: string; words: string } | undefined;

  /** Does some work; what Camweave answers with a no is shown, everything else is a fault of the page. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      this.tell(error);
      return false;
    }
  }

  /**
   * Does some work of a form, which says itself what it is answered with.
   *
   * @returns whether it was done, and else why not, where that is for the form to say
   */
  async tried(work: () => Promise<unknown>): Promise<{ done: boolean; why?: string }> {
    try {
      await work();
      return { done: true };
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      if (TO_ALL.has(error.code)) {
        this.tell(error);
        return { done: false };
      }
      return { done: false, why: wordsFor(error) };
    }
  }

  /** Says what Camweave has answered with a no. */
  tell(error: RouteError): void {
    if (error.code === 'elsewhere') this.elsewhere = true;
    // The banner of the connection says so already.
    else if (error.code === 'lost' && this.line !== 'there') return;
    else if (error.code === 'locked') this.line = 'locked';
    else if (error.code === 'internal') this.fault = { message: error.message, details: error.message };
    else if (error.code !== 'cancelled') {
      this.problem = wordsFor(error);
      this.told = { code: error.code, words: this.problem };
      if (error.code === 'image-changed') this.onImageChanged();
    }
  }

  /** Takes a problem back that was told with one of these codes: it is over. */
  over(codes: Iterable<string>): void {
    if (this.told?.words === this.problem && new Set(codes).has(this.told?.code ?? ''))
      this.problem = undefined;
  }
}

function wordsFor({ code, message }: RouteError): string {
  const instead = messages.instead[code];
  if (instead !== undefined) return instead;
  const words = messages.problems[code];
  return words && !message.startsWith(words) ? `${words} ${message}` : message;
}
