#!/usr/bin/env node
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
const built = new URL('../out/main/camweave.js', import.meta.url);

if (major < 22) {
  console.error(
    `camweave needs Node 22 or newer, this is ${process.version}. Inside the repository, \`npm run camweave -- ...\` uses the pinned one.`,
  );
  process.exitCode = 2;
} else if (!existsSync(built)) {
  console.error('camweave is not built yet: run `npm run build` in the repository first.');
  process.exitCode = 2;
} else {
  await import(built.href);
}
