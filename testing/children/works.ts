// An inference child that takes half a second of the processor for each answer.
import type { ToChild } from '../../src/main/inference/protocol.ts';

const WORK_US = 500_000;

process.on('message', ({ id }: ToChild) => {
  const before = process.cpuUsage();
  let used;
  do used = process.cpuUsage(before);
  while (used.user + used.system < WORK_US);
  process.send!({ type: 'done', id, result: null, memory: { resident: 1, peak: 1 } });
});
process.on('disconnect', () => process.exit(0));
