import { Worker } from 'node:worker_threads';

/** What a process may need beside the weights while it makes a network ready, in bytes. */
const BESIDE_WEIGHTS = 768 * 1024 ** 2;
/** The file, the graph that is read from it, and the runtime's own copy. */
const COPIES = 4;
const EVERY_MS = 50;

/**
 * Looks at the memory of the process while its own thread is in native code, and ends the process where it grows beyond
 * what it may: a graph of a few bytes can ask for more than the machine has.
 */
const WATCH = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const look = () => {
    if (process.memoryUsage.rss() < workerData.most) return;
    writeSync(2, 'it needs more than ' + workerData.words + ' of memory\\n');
    process.kill(process.pid, 'SIGKILL');
  };
  setInterval(look, ${EVERY_MS});
  parentPort.postMessage('looks');
`;

/**
 * Does some work with a network, and ends the process where that takes far more memory than the weights do.
 *
 * @param weights bytes of the model file
 */
export async function withinMemory<T>(weights: number, work: () => Promise<T>): Promise<T> {
  const more = BESIDE_WEIGHTS + COPIES * weights;
  const most = process.memoryUsage.rss() + more;
  const watch = new Worker(WATCH, {
    eval: true,
    workerData: { most, words: `${(more / 1e6).toFixed(0)} MB` },
  });
  // The thread that starts it is soon in native code and could not help it to begin.
  await new Promise((resolve, reject) => watch.once('message', resolve).once('error', reject));
  try {
    return await work();
  } finally {
    await watch.terminate();
  }
}
