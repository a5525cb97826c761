import { expect, it } from 'vitest';
import { classColour, shaderPalette } from './palette.ts';

it('the colour-blind safe colours of twenty classes all differ', () => {
  const colours = Array.from({ length: 20 }, (_, i) =>
    classColour({ label: i + 1, colour: '#000000' }, 'colour-blind'),
  );
  expect(new Set(colours).size).toBe(20);
  expect(colours[0]).toBe('#e69f00');
});

it('the shader gets the classes\u2019 own colours, void, and nothing for hidden ones', () => {
  const item = {
    label: 3,
    name: 'bird',
    colour: '#ff8000',
    threshold: 0.6,
    guessed: true,
    proposable: true,
    taught: true,
  };
  const palette = shaderPalette([item], 'voc', new Set([3]));
  expect([...palette.subarray(12, 16)].map((value) => Math.round(value * 255))).toEqual([255, 128, 0, 0]);
  expect(palette[255 * 4 + 3]).toBe(1);
});
