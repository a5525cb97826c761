import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Exporter } from '../formats/Exporter.ts';
import { EXPORTERS } from '../formats/exporters.ts';
import { EXPORT_OPTIONS } from './commands/export.ts';
import { foreignFlag, formatFlags } from './formatFlags.ts';

const words = (description: string) => ({ title: 'T', description });
const row = (id: string, shape: z.ZodRawShape): Exporter => ({
  ...EXPORTERS[0]!,
  id,
  options: z.strictObject(shape),
});
const one = row('one', {
  boxes: z.boolean().default(false).meta(words('Write boxes')),
  depth: z.int().default(8).meta(words('Bits')),
});
const two = row('two', {
  boxes: z.boolean().default(false).meta(words('Write boxes')),
  depth: z.int().default(16).meta(words('Bits')),
  crowd: z.boolean().default(false).meta(words('Join regions')),
});

describe('flags of the formats', () => {
  it('name the formats that take them', () => {
    expect(formatFlags([one, two])).toEqual([
      ['--boxes', 'one, two: Write boxes'],
      ['--depth <number>', 'one: Bits (default 8); two: Bits (default 16)'],
      ['--crowd', 'two: Join regions'],
    ]);
  });

  it('of another format are refused', () => {
    expect(foreignFlag([one, two], one, { crowd: true })).toBe('--crowd is an option of two, not of one.');
    expect(foreignFlag([one, two], one, { boxes: true })).toBeUndefined();
    expect(foreignFlag([one, two], two, { crowd: true, boxes: true })).toBeUndefined();
  });

  it('are none that every export takes', () => {
    const flags = EXPORT_OPTIONS.map(([flag]) => flag.split(' ')[0]);
    expect(new Set(flags).size).toBe(flags.length);
    expect(flags).toEqual(
      expect.arrayContaining(['--objects', '--grey-masks', '--val', '--seed', '--val-list']),
    );
  });
});
