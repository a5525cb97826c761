import type { FromChild, ToChild } from '../protocol.ts';

/** How a child ended. */
export interface ChildExit {
  /** In words: "exit code 7", "signal SIGKILL". */
  how: string;
  /** The end of what it wrote to its error stream. */
  stderr: string;
}

/** A running inference child, whichever way it was started. */
export interface ChildLink {
  readonly pid: number | undefined;
  send(message: ToChild): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** Called once. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** What the child has written to its error stream so far, the end of it. */
  stderr(): string;
  kill(): void;
}

/** Starts an inference child. */
export type StartChild = () => ChildLink;
