import { cac } from 'cac';
import { describe, expect, it } from 'vitest';
import type { Options } from './parameterOptions.ts';
import { readCommandLine } from './readCommandLine.ts';

function read(...words: string[]): { args: string[]; options: Options } {
  const cli = cac('camweave');
  const command = cli
    .command('serve [project]')
    .option('--token <text>', '')
    .option('--val-list <file>', '')
    .option('--rename <from=to...>', '')
    .option('--class <change...>', '')
    .option('--flip', '')
    .option('--json', '');
  cli.help();
  return readCommandLine(cli, command, ['serve', ...words]);
}

describe('a command line', () => {
  it('keeps text as it was typed, whatever it looks like', () => {
    expect(read('1e3', '--token', '0123', '--val-list=007', '--json')).toEqual({
      args: ['1e3'],
      options: { token: '0123', valList: '007', json: true },
    });
    expect(read('--rename', 'a=b', '--rename=c=d').options).toEqual({ rename: ['a=b', 'c=d'] });
    expect(read('--json', '010').args).toEqual(['010']);
    expect(read('--token', '0x10').options).toEqual({ token: '0x10' });
    expect(read('--token=').options).toEqual({ token: '' });
    expect(read('--token', '02', '--no-flip').options).toEqual({ token: '02', flip: false });
    expect(read('--class', 'a=b', '--class=c=').options).toEqual({ class: ['a=b', 'c='] });
    expect(read('--', '--1').args).toEqual(['--1']);
  });

  it.each([
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['--token'], "'--token <value>' argument missing"],
    [['--token', '--json'], "'--token' argument is ambiguous"],
    [['--token', '1', '--token', '2'], '--token is given twice'],
    [['-dash'], "Unknown option '-d'"],
    [['--token', '-3'], "use '--token=-XYZ'"],
    [['--json=yes'], "'--json' does not take an argument"],
  ])('%s is refused in words', (words, why) => {
    expect(() => read(...words)).toThrow(why);
  });
});
