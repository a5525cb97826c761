// Runs the main job from end to end with the bundled pack: `npm run demo [-- FOLDER]`.
//
// Without a folder it takes the samples. Project and data set go to the new or empty folder CAMWEAVE_DEMO_OUT, else to the
// first free one of ./demo, ./demo-2, ... A VOCdevkit with masks is compared with them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoFolder } from './demoFolder.mjs';

const [photos = 'resources/samples', ...extra] = process.argv.slice(2);
const out = freeFolder();
mkdirSync(out, { recursive: true });
const [project, dataset] = ['demo.camweave', 'voc'].map((name) => join(out, name));
run('propose', photos, '--project', project, ...extra);
if (existsSync(join(photos, 'VOC2012', 'SegmentationClass')))
  run('evaluate', project, '--ground-truth', photos);
run('export', project, '--out', dataset, '--states', 'proposed');

function freeFolder() {
  try {
    return demoFolder(process.env.CAMWEAVE_DEMO_OUT);
  } catch (error) {
    console.error(error.message);
    return process.exit(2);
  }
}

function run(...args) {
  console.error(`\n$ camweave ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/camweave.js', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
