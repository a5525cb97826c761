import type { Result } from '../../shared/contract/result.ts';

/** What the preload script of the window gives to its pages. */
export interface Bridge {
  call(route: string, input: unknown): Promise<Result>;
  /** @returns how to stop listening */
  onEvent(listener: (event: unknown) => void): () => void;
  /** Where a file or folder that was dropped on the page lies. */
  pathOf(file: File): string;
  choose(what: 'folder' | 'project' | 'pack' | 'save', proposed: string): Promise<string | null>;
  showFolder(path: string): void;
}

/** The window's bridge; undefined in a browser. */
export const bridge = (globalThis as { camweave?: Bridge }).camweave;
