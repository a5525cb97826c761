// Writes the table of layers into ARCHITECTURE.md: `node lint/printLayers.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedLayers, ROOT } from './layers.ts';

const file = join(ROOT, 'ARCHITECTURE.md');
const text = readFileSync(file, 'utf8');
writeFileSync(
  file,
  text.replace(/^\| room .*(\n\|.*)*/m, () => printedLayers()),
);
