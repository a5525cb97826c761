/* Runs inside a page: what the main thread does for each frame. */

declare global {
  // The names under which a page keeps the bench's helpers.
  var frameWork: (actions: (() => void)[]) => Promise<number[]>;
}

/**
 * Does one action per frame, and measures the script it causes: the action with everything that follows at once, and
 * all callbacks of the next animation frame. Drawing itself is the GPU's work.
 */
export function installFrameWork(): void {
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  let spent = 0;
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      const started = performance.now();
      callback(time);
      spent += performance.now() - started;
    });
  const frame = (): Promise<unknown> => new Promise((resolve) => request(resolve));
  globalThis.frameWork = async (actions) => {
    const work: number[] = [];
    for (const action of actions) {
      await frame();
      spent = 0;
      const started = performance.now();
      action();
      // Components update in a microtask.
      await Promise.resolve();
      await Promise.resolve();
      const acted = performance.now() - started;
      await frame();
      work.push(acted + spent);
    }
    return work;
  };
}

/** A percentile of numbers. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
