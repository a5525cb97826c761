import type { FromChild, ToChild } from '../protocol.ts';

/** A running inference child, whichever way it was started. */
export interface ChildLink {
  readonly pid: number | undefined;
  send(message: ToChild): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** Called once, with words for how the process ended. */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

/** Starts an inference child. */
export type StartChild = () => ChildLink;
