import { expect, it } from 'vitest';
import { closestName } from './closestName.ts';
import { VOC_CLASSES } from './vocClasses.ts';

it('finds the class that a slip of the pen meant', () => {
  expect(closestName('airplane', VOC_CLASSES)).toBe('aeroplane');
  expect(closestName('Potted plant', VOC_CLASSES)).toBe('pottedplant');
});

it('finds nothing where nothing is near', () => {
  expect(closestName('zebra', VOC_CLASSES)).toBeUndefined();
});
