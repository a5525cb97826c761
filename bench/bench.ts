// Measures the desk in a browser, and with `FOLDER --pack PACK` the cost of proposals too: `npm run bench`.
import { camweave } from '../testing/runCamweave.ts';
import { benchDesk } from './desk.ts';

const args = process.argv.slice(2);
if (args.length > 0) {
  const { code, stdout, stderr } = await camweave('bench', ...args);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (code !== 0) process.exit(code ?? 1);
}
const measured = await benchDesk();
const width = Math.max(...measured.map(({ what }) => what.length));
for (const { what, result, budget } of measured)
  process.stdout.write(`${what.padEnd(width)}  ${result}  (budget ${budget})\n`);
