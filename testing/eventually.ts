import { vi } from 'vitest';

/** Longer than anything takes, however busy the machine is. */
const LONG_MS = 60_000;

/** Waits until a check no longer throws, and returns what it returns. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: LONG_MS });
}
