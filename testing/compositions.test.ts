import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Composition } from './makeCompositions.ts';
import { makeCompositions, pictureOf } from './makeCompositions.ts';

const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, 'compositions.json'), 'utf8'),
) as Composition[];

it('the composition rule gives the pictures that Python is held to', () => {
  expect(cases.length).toBeGreaterThan(10);
  for (const item of cases) expect(pictureOf(item)).toEqual(item.composed);
});

it('compositions.json is what makeCompositions.ts makes', () => {
  expect(makeCompositions()).toEqual(cases);
});
