import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { DEFAULT_PARAMETERS } from '../../../shared/parameters/proposalParameters.ts';
import { openPack, openPackOf } from './openPack.ts';
import { adcam } from '../adcam/adcam.ts';
import type { AdcamManifest } from '../adcam/adcamManifest.ts';
import { packHash } from '../adcam/adcamManifest.ts';

const folder = temporaryFolder();
const model = new TextEncoder().encode('model bytes');
const sha256 = createHash('sha256').update(model).digest('hex');

function manifest(): AdcamManifest {
  const pixels = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
  return {
    format: 1,
    kind: 'adcam',
    name: 'test',
    cnn: {
      ...{ file: 'cnn.onnx', sha256, mean: [...pixels.mean], std: [...pixels.std] },
      ...{ size: 64, fixedSize: false, stride: 32, modelClasses: 2, activation: 'sigmoid' },
    },
    vit: {
      ...{ file: 'vit.onnx', sha256, mean: [...pixels.mean], std: [...pixels.std] },
      ...{ size: 64, patch: 16, grid: 4, tokens: 17, heads: 2, attention: ['softmax'] },
    },
    classes: [{ name: 'cat', modelClasses: [0, 1] }],
    parameters: DEFAULT_PARAMETERS,
    thresholds: { default: 0.6, perClass: {} },
    tagProbability: { default: 0.5, perClass: {} },
  };
}

function writePack(name: string, json: unknown): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'pack.json'), typeof json === 'string' ? json : JSON.stringify(json));
  for (const file of ['cnn.onnx', 'vit.onnx']) writeFileSync(join(path, file), model);
  return path;
}

describe('openPack', () => {
  it('opens a folder and a zip of it alike', () => {
    const path = writePack('whole', manifest());
    const zip = join(folder, 'whole.zip');
    const names = ['pack.json', 'cnn.onnx', 'vit.onnx'];
    writeFileSync(
      zip,
      zipSync(Object.fromEntries(names.map((name) => [`whole/${name}`, readFileSync(join(path, name))]))),
    );
    for (const place of [path, zip]) {
      const pack = openPack(place);
      expect(pack.manifest).toEqual(manifest());
      expect([...pack.readModel('vit')]).toEqual([...model]);
    }
  });

  it('reads a class name of any length, and says which two are the same once spaces are left out', () => {
    const named = (...names: string[]) => {
      const classes = names.map((name) => ({ name, modelClasses: [] }));
      return openPack(writePack('named', { ...manifest(), classes, description: names.join().slice(0, 9) }));
    };
    const long = 'king crab, '.repeat(500).trim();
    const classes = (named(long, ' cat ').manifest as AdcamManifest).classes.map(({ name }) => name);
    expect(classes).toEqual([long, 'cat']);
    expect(() => named('cat', 'cat ')).toThrow('two classes are named "cat"');
    expect(() => named('   ')).toThrow('Too small');
  });

  it('refuses a model file that is not the one described', () => {
    const path = writePack('tampered', manifest());
    writeFileSync(join(path, 'cnn.onnx'), 'other bytes');
    expect(() => openPack(path).readModel('cnn')).toThrow(
      'cnn.onnx is not the file that pack.json describes',
    );
  });

  it('names the field of pack.json that is wrong', () => {
    const broken = { ...manifest(), vit: { ...manifest().vit, grid: 'four' } };
    expect(() => openPack(writePack('broken', broken))).toThrow(
      /broken.pack\.json is not a pack description[^]*vit\.grid/,
    );
  });

  it('never follows a file name out of the pack', () => {
    const escaping = { ...manifest(), cnn: { ...manifest().cnn, file: '../secret.onnx' } };
    expect(() => openPack(writePack('escaping', escaping))).toThrow('a plain file name that ends in .onnx');
  });

  it.each([
    ['nothing there', join(folder, 'nowhere'), 'does not exist'],
    ['no JSON', writePack('nojson', '{'), 'is not valid JSON'],
    ['no zip', join(writePack('nozip', manifest()), 'cnn.onnx'), 'neither a folder nor a readable zip'],
  ])('says so: %s', (_, path, words) => {
    expect(() => openPack(path)).toThrow(words);
  });
});

describe('the kind of a pack', () => {
  it('is adcam where pack.json names none, and its hash is the one that projects know', () => {
    const { kind, ...old } = manifest();
    const pack = openPack(writePack('old', backwards(old)));
    expect(pack.manifest.kind).toBe(kind);
    expect(packHash(openPackOf(adcam, pack.path).manifest)).toBe(
      '3387e08f92ce6df012d885a3c850a286dd78269e9d982b8f31f74d18e2c871e9',
    );
  });

  it('that nobody knows is refused with those that are known', () => {
    const open = (): unknown => openPack(writePack('unknown', { ...manifest(), kind: 'oracle' }));
    expect(open).toThrow(
      /unknown.pack\.json describes a pack of kind "oracle"\. This Camweave knows .*adcam \(a CNN/,
    );
    expect(open).toThrow(expect.objectContaining({ code: 'pack-invalid' }));
  });

  it('other than the one that is needed is refused', () => {
    const path = writePack('adcam', manifest());
    const other = { ...adcam, id: 'other', title: 'something else' };
    expect(() => openPackOf(other, path)).toThrow(
      `${path} is a pack of kind adcam; one of kind other is needed (something else).`,
    );
  });
});

describe('a pack that is opened again', () => {
  const zipOf = (name: string, json: unknown): string => {
    const path = join(folder, name);
    const files = { 'pack.json': strToU8(JSON.stringify(json)), 'cnn.onnx': model, 'vit.onnx': model };
    writeFileSync(path, zipSync(files));
    return path;
  };

  it('is not read again while its file stays as it is: the very same pack comes back', () => {
    for (const path of [zipOf('kept.zip', manifest()), writePack('kept', manifest())])
      expect(openPack(path)).toBe(openPack(path));
  });

  it('is read anew once it was replaced', () => {
    const path = zipOf('replaced.zip', manifest());
    expect(openPack(path).manifest.name).toBe('test');
    zipOf('replaced.zip', { ...manifest(), name: 'another' });
    expect(openPack(path).manifest.name).toBe('another');
    const unzipped = writePack('replaced', manifest());
    expect(openPack(unzipped).manifest.name).toBe('test');
    writePack('replaced', { ...manifest(), name: 'another' });
    expect(openPack(unzipped).manifest.name).toBe('another');
    rmSync(join(unzipped, 'pack.json'));
    expect(() => openPack(unzipped)).toThrow('has no readable pack.json');
  });

  it('is one of the last few; those before are forgotten', () => {
    const first = zipOf('first.zip', manifest());
    const pack = openPack(first);
    for (const name of ['2.zip', '3.zip', '4.zip', '5.zip']) openPack(zipOf(name, manifest()));
    expect(openPack(first)).not.toBe(pack);
    expect(openPack(first).manifest).toEqual(pack.manifest);
  });
});

it('a model that is missing is named, with what the pack should hold', () => {
  const path = writePack('incomplete', manifest());
  rmSync(join(path, 'vit.onnx'));
  expect(() => openPack(path).readModel('vit')).toThrow(
    `${path} has no readable vit.onnx. A pack holds pack.json, cnn.onnx and vit.onnx; make one`,
  );
});

/** The same with the keys of every object in the opposite order. */
function backwards(json: object): object {
  const turned = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? backwards(value) : value;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, turned(value)]),
  );
}

it('packHash follows what decides scores, not names or thresholds', () => {
  const plain = manifest();
  expect(packHash({ ...plain, name: 'other', thresholds: { default: 0.1, perClass: {} } })).toBe(
    packHash(plain),
  );
  expect(packHash({ ...plain, vit: { ...plain.vit, sha256: '0'.repeat(64) } })).not.toBe(packHash(plain));
});
