import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expandHome } from './expandHome.ts';

it.each([
  ['~', homedir()],
  ['~/photos', join(homedir(), 'photos')],
  [' ~/photos ', join(homedir(), 'photos')],
  ['/data/~backup', '/data/~backup'],
  ['~other/photos', '~other/photos'],
  ['photos', 'photos'],
])('%j is %j', (typed, path) => {
  expect(expandHome(typed)).toBe(path);
});
