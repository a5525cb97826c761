import { cac } from 'cac';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { optionFlags, parseFlags } from './optionFlags.ts';
import { readCommandLine } from './readCommandLine.ts';
import { UsageError } from './UsageError.ts';

const schema = z.strictObject({
  greyMasks: z.boolean().default(false).meta({ title: 'Grey masks', description: 'Also write grey masks' }),
  flip: z.boolean().default(true).meta({ title: 'Flip', description: 'Run mirrored too' }),
  share: z.number().min(0).max(1).default(0.5).meta({ title: 'Share', description: 'Share of them' }),
  seed: z.int().default(0).meta({ title: 'Seed', description: 'Seed of the draw' }),
  kind: z.enum(['jpeg', 'png']).default('png').meta({ title: 'Kind', description: 'File type' }),
  prefix: z.string().default('').meta({ title: 'Prefix', description: 'In front of names' }),
});

/** What a command with the schema's flags makes of a command line. */
function parsed(...args: string[]): z.infer<typeof schema> {
  const cli = cac('test');
  const command = cli.command('do');
  for (const [flag, help] of optionFlags(schema)) command.option(flag, help);
  return parseFlags(schema, readCommandLine(cli, command, ['do', ...args]).options);
}

describe('flags of a schema', () => {
  it('say what they take, its range and its default', () => {
    expect(optionFlags(schema)).toEqual([
      ['--grey-masks', 'Also write grey masks'],
      ['--flip', 'Run mirrored too (--no-flip: do not)'],
      ['--share <number>', 'Share of them (0 to 1, default 0.5)'],
      ['--seed <number>', 'Seed of the draw (default 0)'],
      ['--kind <name>', 'File type: jpeg, png (default png)'],
      ['--prefix <text>', 'In front of names'],
    ]);
  });

  it('come back as the options that the schema means', () => {
    const defaults = { greyMasks: false, flip: true, share: 0.5, seed: 0, kind: 'png', prefix: '' };
    expect(parsed()).toEqual(defaults);
    expect(
      parsed(
        '--grey-masks',
        '--no-flip',
        '--share',
        '0.1',
        '--seed',
        '7',
        '--kind',
        'jpeg',
        '--prefix',
        '012',
      ),
    ).toEqual({ greyMasks: true, flip: false, share: 0.1, seed: 7, kind: 'jpeg', prefix: '012' });
  });

  it.each([
    [['--share', '7'], '--share takes a number, 0 to 1, not "7".'],
    [['--seed', '1.5'], '--seed takes a whole number, not "1.5".'],
    [['--seed', '0x10'], '--seed takes a whole number, not "0x10".'],
    [['--kind', 'gif'], '--kind takes one of jpeg, png, not "gif".'],
    [['--share', 'much'], '--share takes a number, 0 to 1, not "much".'],
  ])('%s is refused in words', (args, words) => {
    expect(() => parsed(...args)).toThrow(words);
  });

  it('that do not go together are refused in the words of the schema', () => {
    const few = schema.refine(({ share, seed }) => share * seed < 1, 'Seed and share are too much.');
    expect(() => parseFlags(few, { share: '0.5', seed: '2' })).toThrow(
      new UsageError('Seed and share are too much.'),
    );
    expect(parseFlags(few, { share: '0.5', seed: '1' })).toMatchObject({ share: 0.5, seed: 1 });
  });
});
