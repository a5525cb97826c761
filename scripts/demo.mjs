// Runs the main job from end to end on real photographs: `npm run demo`.
//
// CAMWEAVE_SHARED (default ../shared) names a folder with packs/reference/{cnn-voc20,vit-448}.onnx and
// data/VOCdevkit; CAMWEAVE_DEMO_OUT (default ./demo) is where pack, project and data set go.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const shared = process.env.CAMWEAVE_SHARED ?? '../shared';
const out = process.env.CAMWEAVE_DEMO_OUT ?? 'demo';
const [cnn, vit] = ['cnn-voc20.onnx', 'vit-448.onnx'].map((file) => join(shared, 'packs', 'reference', file));
const photos = join(shared, 'data', 'VOCdevkit');
const extra = process.argv.slice(2);

const missing = [cnn, vit, photos].filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.error(
    `Not found: ${missing.join(', ')}. Set CAMWEAVE_SHARED to the folder that holds packs/reference and data.`,
  );
  process.exit(4);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const [pack, project, dataset] = ['pack', 'voc.camweave', 'voc'].map((name) => join(out, name));
const normalisation = ['--mean', '0.5', '--std', '0.5'];
run('pack', 'create', '--cnn', cnn, '--vit', vit, '--classes', 'voc', ...normalisation, '--out', pack);
run('propose', photos, '--pack', pack, '--project', project, ...extra);
run('evaluate', project, '--ground-truth', photos);
run('export', project, '--out', dataset);

function run(...args) {
  console.error(`\n$ camweave ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/camweave.js', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
