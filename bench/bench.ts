// Measures exports and imports and the desk in a browser, and with `FOLDER --pack PACK` the cost of proposals too: `npm run bench`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { camweave } from '../testing/runCamweave.ts';
import { benchDesk } from './desk.ts';

const args = process.argv.slice(2);
if (args.length > 0) {
  const { code, stdout, stderr } = await camweave('bench', ...args);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (code !== 0) process.exit(code ?? 1);
}
spawnSync(process.execPath, [join(import.meta.dirname, 'formats/formats.ts')], { stdio: 'inherit' });
const measured = await benchDesk();
const width = Math.max(...measured.map(({ what }) => what.length));
for (const { what, result, budget } of measured)
  process.stdout.write(`${what.padEnd(width)}  ${result}  (budget ${budget})\n`);
