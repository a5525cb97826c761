import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { table } from './table.ts';

const NAME = 'cat\x1b]0;owned\x07\nforged';

/** What a program that uses the output's functions writes to its terminal. */
function written(program: string): { stdout: string; stderr: string } {
  const output = JSON.stringify(join(import.meta.dirname, 'output.ts'));
  const code = `import * as output from ${output}; const name = ${JSON.stringify(NAME)}; ${program}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
}

describe('what the command says', () => {
  it('shows what a terminal would obey, and keeps its own lines', () => {
    expect(written('output.print(name)').stdout).toBe('cat\\x1b]0;owned\\x07\nforged\n');
    expect(written('output.tell(name + "\\tend")').stderr).toBe('cat\\x1b]0;owned\\x07\nforged\tend\n');
    expect(written('output.tellSome("Notices:", [name])').stderr).toBe(
      'Notices:\n  cat\\x1b]0;owned\\x07\\x0aforged\n',
    );
  });

  it('is aligned by what is shown', () => {
    expect(
      table([
        ['class', 'n'],
        ['a\x1b', '1'],
      ]),
    ).toBe('class  n\na\\x1b  1');
  });

  it('is the text itself for programs', () => {
    expect(JSON.parse(written('output.printJson({ name })').stdout)).toEqual({ name: NAME });
  });
});
