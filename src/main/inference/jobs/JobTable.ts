import type { Job } from './Job.ts';

/** Which function does which job. */
export class JobTable {
  private readonly works = new Map<string, (input: unknown) => Promise<unknown>>();

  on<Input, Output>(job: Job<Input, Output>, work: (input: Input) => Promise<Output>): this {
    // The request was made with the same token, so its input is of the token's type.
    this.works.set(job.name, (input) => work(input as Input));
    return this;
  }

  find(name: string): ((input: unknown) => Promise<unknown>) | undefined {
    return this.works.get(name);
  }
}
