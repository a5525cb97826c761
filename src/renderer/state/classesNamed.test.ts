import { expect, it } from 'vitest';
import { classesNamed } from './classesNamed.ts';

const classes = ['motorbike', 'bird', 'traffic light', 'bike', 'street light', 'boat'].map((name) => ({
  name,
}));
const found = (typed: string): string[] => classesNamed(classes, typed).map(({ name }) => name);

it.each([
  ['', ['motorbike', 'bird', 'traffic light', 'bike', 'street light', 'boat']],
  ['bike', ['bike', 'motorbike']],
  [' BI', ['bird', 'bike', 'motorbike']],
  ['light', ['traffic light', 'street light']],
  ['mtb', ['motorbike']],
  ['zebra', []],
])('%j means %j', (typed, names) => {
  expect(found(typed)).toEqual(names);
});
