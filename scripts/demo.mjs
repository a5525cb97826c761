// Runs the main job from end to end with the bundled pack: `npm run demo [-- FOLDER]`.
//
// Without a folder it takes the samples. CAMWEAVE_DEMO_OUT (default ./demo) is where project and data set go. A VOCdevkit
// with masks is compared with them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [photos = 'resources/samples', ...extra] = process.argv.slice(2);
const out = process.env.CAMWEAVE_DEMO_OUT ?? 'demo';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const [project, dataset] = ['demo.camweave', 'voc'].map((name) => join(out, name));
run('propose', photos, '--project', project, ...extra);
if (existsSync(join(photos, 'VOC2012', 'SegmentationClass')))
  run('evaluate', project, '--ground-truth', photos);
run('export', project, '--out', dataset, '--states', 'proposed');

function run(...args) {
  console.error(`\n$ camweave ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/camweave.js', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
