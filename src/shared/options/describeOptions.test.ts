import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeOptions } from './describeOptions.ts';

const words = { title: 'T', description: 'D' };

it('options are described with their words, defaults and ranges', () => {
  const schema = z.strictObject({
    flip: z.boolean().default(true).meta(words),
    share: z
      .number()
      .min(0)
      .max(1)
      .default(0.2)
      .meta({ ...words, step: 0.05 }),
    seed: z.int().default(0).meta(words),
    kind: z.enum(['a', 'b']).default('a').meta(words),
    name: z.string().default('').meta(words),
  });
  expect(describeOptions(schema).properties).toEqual({
    flip: { type: 'boolean', default: true, ...words },
    share: { type: 'number', minimum: 0, maximum: 1, step: 0.05, default: 0.2, ...words },
    seed: { type: 'integer', default: 0, ...words },
    kind: { type: 'string', enum: ['a', 'b'], default: 'a', ...words },
    name: { type: 'string', default: '', ...words },
  });
  expect(describeOptions(z.strictObject({}))).toEqual({ properties: {} });
});

it.each([
  ['an option without words', z.boolean().default(true)],
  ['an option without a default', z.boolean().meta(words)],
  ['a list', z.array(z.string()).default([]).meta(words)],
])('%s is a fault', (_, option) => {
  expect(() => describeOptions(z.strictObject({ option }))).toThrow(z.ZodError);
});
