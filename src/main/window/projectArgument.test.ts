import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { projectArgument } from './projectArgument.ts';

it('a project of the command line lies where the command was given', () => {
  expect(projectArgument(['camweave', '--verbose', 'pets.camweave'], '/data')).toBe(
    resolve('/data', 'pets.camweave'),
  );
  const elsewhere = resolve('/other/pets.camweave');
  expect(projectArgument(['camweave', elsewhere], '/data')).toBe(elsewhere);
});

it('neither the program itself nor a switch is a project', () => {
  expect(projectArgument(['/opt/x.camweave', '--file=a.camweave', 'a.txt'], '/data')).toBeUndefined();
});
