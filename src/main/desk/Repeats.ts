import type { Result } from '../../shared/contract/result.ts';

/** Whoever has lost an answer asks again within moments. */
const KEPT = 100;

/** Answers of the numbered calls made last, so that one that comes again is not done again. */
export class Repeats {
  private readonly answers = new Map<string, Promise<Result>>();

  /** The answer to a call: the one that it has got before, or is about to get, else that of `work`. */
  answer(number: string | undefined, work: () => Promise<Result>): Promise<Result> {
    if (number === undefined) return work();
    const known = this.answers.get(number);
    if (known) return known;
    const answer = work();
    this.answers.set(number, answer);
    if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value!);
    // What was refused may be granted the next time: there is room on the disk again, say.
    const forget = (): boolean => this.answers.delete(number);
    answer.then(({ ok }) => !ok && forget(), forget);
    return answer;
  }
}
