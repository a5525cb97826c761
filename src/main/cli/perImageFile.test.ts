import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { CouplingEvaluation } from '../review/evaluate/CouplingTally.ts';
import { noErrors } from '../review/evaluate/errorKinds.ts';
import type { Evaluation } from '../review/evaluate/evaluateProject.ts';
import { perImageFile } from './perImageFile.ts';

const evaluation = {
  images: 2,
  couplings: {
    adcam: {
      perImage: [
        {
          ...{ path: 'a, b.jpg', state: 'accepted', miou: 0.5, bestMiou: 0.75 },
          ...{ iou: { dog: 0.25, cat: 0.75 }, wrong: { ...noErrors(), flooding: 7 } },
        },
        { path: 'c.jpg', state: 'proposed', miou: NaN, bestMiou: NaN, iou: {}, wrong: noErrors() },
      ],
    } as Partial<CouplingEvaluation> as CouplingEvaluation,
  },
  edges: true,
  guessed: [],
  warnings: [],
} satisfies Evaluation;

describe('a file with a row for each image', () => {
  it('is a table in CSV, with nothing in the cells of what is not there', () => {
    const file = join(temporaryFolder(), 'images.csv');
    perImageFile(file)(evaluation);
    const kinds = 'wrong edge,wrong missed,wrong partlyMissed,wrong flooding,wrong confusion,wrong elsewhere';
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      `path,state,coupling,miou,best miou,${kinds},iou cat,iou dog`,
      '"a, b.jpg",accepted,adcam,0.5,0.75,0,0,0,7,0,0,0.75,0.25',
      'c.jpg,proposed,adcam,,,0,0,0,0,0,0,,',
      '',
    ]);
  });

  it('is a list in JSON', () => {
    const file = join(temporaryFolder(), 'images.JSON');
    perImageFile(file)(evaluation);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([
      { path: 'a, b.jpg', coupling: 'adcam', iou: { dog: 0.25 }, wrong: { flooding: 7 } },
      { path: 'c.jpg', miou: null, bestMiou: null, iou: {} },
    ]);
  });

  it('never lies over a file that is there, and leaves nothing else behind', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'images.csv');
    const write = perImageFile(file);
    writeFileSync(file, 'mine');
    expect(() => perImageFile(file)).toThrow(`${file} is there already`);
    expect(() => write(evaluation)).toThrow(`${file} is there already`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['images.csv']);
  });

  it('says before anything is compared what it cannot be', () => {
    expect(() => perImageFile('images.xlsx')).toThrow(
      '--per-image takes a file that ends in .csv or .json, not "images.xlsx".',
    );
    expect(() => perImageFile(join(temporaryFolder(), 'absent', 'images.csv'))).toThrow('absent');
  });
});
