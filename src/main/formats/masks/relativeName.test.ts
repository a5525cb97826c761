import { expect, it } from 'vitest';
import { relativeName } from './relativeName.ts';

it('is a path without its ending, and the last part alone where it leads elsewhere', () => {
  expect(relativeName('a.b.jpg')).toBe('a.b');
  expect(relativeName('./train//a.jpg')).toBe('train/a');
  expect(relativeName('train\\a.jpg')).toBe('train/a');
  for (const path of ['../../a.jpg', '/home/me/a.jpg', 'C:\\data\\a.jpg', 'c:/data/a.jpg', 'x/../../a.jpg'])
    expect(relativeName(path)).toBe('a');
  expect([relativeName(''), relativeName('..'), relativeName('/')]).toEqual(['', '', '']);
});
