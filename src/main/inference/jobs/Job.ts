/** A token for one kind of work in the inference child: it says what goes in and what comes back. */
export interface Job<Input, Output> {
  /** The kind of model that does it, or another name for what needs no models (inference/child/JobRunner.ts). */
  readonly kind: string;
  /** Its name among the jobs of that kind. */
  readonly name: string;
  /** Whether it works on the open pack of its kind. */
  readonly needsPack: boolean;
  /**
   * Longer than this, in milliseconds, it is taken for endless and not tried again; the host's own limit where
   * undefined.
   */
  longestMs(input: Input): number | undefined;
  /** What helps against one that takes too long, in a sentence. */
  readonly advice: string;
  /** What a request is about, in words for a message: the path of the photograph, for instance. */
  about(input: Input): string;
  /** Carries the type of the result, and is never there. */
  readonly output?: Output;
}

/** Whoever runs jobs, for code that only needs a result. */
export type RunJob = <Input, Output>(job: Job<Input, Output>, input: Input) => Promise<Output>;

/**
 * Defines a job. What goes in and comes back crosses to another process: plain data and typed arrays.
 *
 * @param options `about` is the job's name, `needsPack` is true, and `advice` speaks of networks, where they are missing
 */
export function defineJob<Input, Output>(
  kind: string,
  name: string,
  options: Partial<Pick<Job<Input, Output>, 'about' | 'needsPack' | 'longestMs' | 'advice'>> = {},
): Job<Input, Output> {
  const { about = () => name, needsPack = true, longestMs = () => undefined } = options;
  const { advice = 'Use a smaller network, or a faster machine.' } = options;
  return { kind, name, needsPack, longestMs, advice, about };
}
