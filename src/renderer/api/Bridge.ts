import type { CallHead } from '../../shared/contract/callHead.ts';
import type { Result } from '../../shared/contract/result.ts';
import type { Shell } from './Api.ts';

/** What the preload script of the window gives to its pages. */
export interface Bridge extends Shell {
  call(route: string, input: unknown, head: CallHead): Promise<Result>;
  /** @returns how to stop listening */
  onEvent(listener: (event: unknown) => void): () => void;
}

/** The window's bridge; undefined in a browser. */
export const bridge = (globalThis as { camweave?: Bridge }).camweave;
