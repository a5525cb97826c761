import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../testing/random.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { EXPORT_MARKER, writeManifest } from './exportManifest.ts';
import { asideOf, clearPartials, letGo, takePartial } from './partialFolders.ts';
import { replaceFolder } from './replaceFolder.ts';

const guarded = { project: '/nowhere/p.camweave', photographs: undefined };

/** A folder as an export makes it, with one file that says which it is. */
function makeFolder(path: string, text: string): void {
  mkdirSync(path);
  writeFileSync(join(path, 'text'), text);
  writeManifest(path);
}
const textOf = (path: string): string => readFileSync(join(path, 'text'), 'utf8');

/** A name as a process that has ended would have taken it. */
function takeAsDead(out: string): string {
  const mine = takePartial(out);
  letGo(mine);
  return mine;
}

describe('what a killed export leaves', () => {
  const cases: [string, (out: string, partial: string) => void, string | undefined][] = [
    ['while it filled the first folder', (_, partial) => mkdirSync(partial), undefined],
    [
      'while it filled another folder',
      (out, partial) => {
        makeFolder(out, 'old');
        mkdirSync(partial);
      },
      'old',
    ],
    [
      'between the two renames',
      (out, partial) => {
        makeFolder(asideOf(partial), 'old');
        makeFolder(partial, 'new');
        expect(existsSync(out)).toBe(false);
      },
      'new',
    ],
    [
      'before it deleted the old folder',
      (out, partial) => {
        makeFolder(asideOf(partial), 'old');
        makeFolder(out, 'new');
      },
      'new',
    ],
  ];
  it.each(cases)('%s is put right, and nothing else touched', async (_, leave, whole) => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    leave(out, takeAsDead(out));
    mkdirSync(join(folder, '.out.partial-mine'));
    await clearPartials(folder);
    expect(readdirSync(folder).sort()).toEqual([
      '.out.partial-mine',
      ...(whole === undefined ? [] : ['out']),
    ]);
    if (whole !== undefined) expect(textOf(out)).toBe(whole);
  });

  it('is cleared by the next export into the same folder, but never what a living one is filling', async () => {
    const folder = temporaryFolder();
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    mkdirSync(takeAsDead(one));
    const another = takeAsDead(two).replace(/-(\d+)-(?=[0-9a-f]{12}$)/, `-${process.ppid}-`);
    mkdirSync(another);
    await replaceFolder(one, { replace: false, ...guarded }, async (temporary) => {
      await replaceFolder(two, { replace: false, ...guarded }, async () => undefined);
      expect(existsSync(temporary)).toBe(true);
    });
    expect(readdirSync(folder).sort()).toEqual([basename(another), 'one', 'two']);
  });

  it('on another machine’s account stays: nobody here knows whether it lives', async () => {
    const folder = temporaryFolder();
    const theirs = takeAsDead(join(folder, 'out')).replace(/partial-[0-9a-f]{8}/, 'partial-00000000');
    mkdirSync(theirs);
    await clearPartials(folder);
    expect(readdirSync(folder)).toEqual([basename(theirs)]);
  });
});

describe('a folder that is replaced', () => {
  it('is left as it is where somebody worked in it meanwhile', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    makeFolder(out, 'old');
    const work = async (): Promise<void> => writeFileSync(join(out, 'thesis.txt'), 'years of work');
    await expect(replaceFolder(out, { replace: true, ...guarded }, work)).rejects.toThrow('thesis.txt');
    expect(textOf(out)).toBe('old');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('has the permissions that the user’s mask gives', async () => {
    const out = join(temporaryFolder(), 'out');
    await replaceFolder(out, { replace: false, ...guarded }, async () => undefined);
    expect(statSync(out).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  it('is the old one or the new one, whole, whenever its export is killed', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const draw = seededRandom(11);
    let between = 0;
    for (let kill = 0; kill < 25; kill++) {
      const child = fork(
        join(import.meta.dirname, '../../../../testing/children/exportsOverAndOver.ts'),
        [out, String(kill * 1000)],
        {
          stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
        },
      );
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => child.stdout!.once('data', resolve));
      await wait(draw() * 30);
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(out)) {
        between += 1;
        expect(readdirSync(dirname(out)).filter((name) => name.includes('.partial-'))).toHaveLength(2);
      }
      await clearPartials(folder);
      expect(readdirSync(folder)).toEqual(['out']);
      const masks = readdirSync(join(out, 'masks'));
      expect(masks).toHaveLength(12);
      expect(new Set(masks.map((name) => readFileSync(join(out, 'masks', name), 'utf8'))).size).toBe(1);
      expect(existsSync(join(out, EXPORT_MARKER))).toBe(true);
    }
    process.stdout.write(`killed 25 times, ${between} times between the two renames\n`);
  });
});
