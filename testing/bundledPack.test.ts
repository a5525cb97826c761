import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adcam } from '../src/main/models/adcam/adcam.ts';
import { openPackOf } from '../src/main/models/pack/openPack.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { camweave } from './runCamweave.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const resources = join(import.meta.dirname, '..', 'resources');
const path = join(resources, 'packs', 'default');

describe('the bundled pack', () => {
  it('is whole, small enough to ship, and says its licence', () => {
    const { manifest, readModel } = openPackOf(adcam, path);
    const bytes = readModel('cnn').byteLength + readModel('vit').byteLength;
    expect(bytes).toBeLessThanOrEqual(35e6);
    expect(manifest.licence).toBe('Apache-2.0');
    expect(manifest.classes).toHaveLength(20);
    const names = manifest.classes.map(({ name }) => name);
    for (const { perClass } of [manifest.thresholds, manifest.tagProbability])
      expect(names).toEqual(expect.arrayContaining(Object.keys(perClass)));
  });

  it('is what the command proposes with where no pack is given, and it knows the samples', async () => {
    const project = join(temporaryFolder(), 'samples.camweave');
    const samples = join(resources, 'samples');
    const sure = ['--tags', 'sure', '--provider', 'cpu'];
    const { code, stderr } = await camweave('propose', samples, '--project', project, ...sure);
    expect(stderr).toContain('6 images proposed');
    expect(code).toBe(0);
    const file = ProjectFile.open(project);
    const classes = new Map(file.classes.all().map(({ label, name }) => [label, name]));
    const tags = new Map(
      file.images.all().map(({ path, tags }) => [path, (tags ?? []).map((label) => classes.get(label))]),
    );
    file.close();
    for (const portrait of ['spacesuit.jpg', 'cameraman.jpg', 'officer.jpg'])
      expect(tags.get(portrait), portrait).toContain('person');
    expect(tags.get('cat.jpg')).toEqual(['cat']);
  });
});

it('every sample is named, with its rights, in the README beside it', () => {
  const samples = join(resources, 'samples');
  const text = readFileSync(join(samples, 'README.md'), 'utf8');
  const photographs = readdirSync(samples).filter((name) => name !== 'README.md');
  expect(photographs.length).toBeGreaterThanOrEqual(4);
  for (const name of photographs) {
    expect(text).toContain(`\`${name}\``);
    expect(statSync(join(samples, name)).size).toBeLessThan(200_000);
  }
});
