import { describe, expect, it } from 'vitest';
import { camweave, startCamweaveWith } from './runCamweave.ts';

describe('a command line that is wrong', () => {
  it.each([
    [['fly'], 'There is no command "fly"'],
    [['propose'], 'missing required args'],
    [['propose', 'x'], '--project NAME.camweave'],
    [['propose', 'x', '--project', 'p', '--gamma', '99'], '--gamma takes a number, 0 to 32, not "99"'],
    [
      ['propose', 'x', '--project', 'p', '--tags', 'all'],
      '--tags takes one of suggest, sure, top1, not "all"',
    ],
    [['propose', 'x', '--project', 'p', '--edges', 'soft'], '--edges takes one of on, off, not "soft"'],
    [
      ['propose', 'x', '--project', 'p', '--thresholds', '0.5'],
      '--thresholds takes one of guessed, fixed, not "0.5"',
    ],
    [['propose', 'x', '--project', 'p', '--limit', '-3'], "'--limit=-"],
    [['propose', 'x', '--project', ''], '--project takes a value that is not empty'],
    [['propose', 'x', '--project', 'p', '--nonsense'], 'Unknown option'],
    [['evaluate', 'p'], '--ground-truth PATH'],
    [['evaluate', 'p', '--ground-truth', 'g', '--half', 'odd'], '--half goes with --review'],
    [['evaluate', 'p', '--ground-truth', 'g', '--review', '--half', 'third'], 'even or odd'],
    [['evaluate', 'p', '--ground-truth', 'g', '--review', '--clicks'], '--review goes with neither'],
    [
      ['evaluate', 'p', '--ground-truth', 'g', '--per-image', 'images.xlsx'],
      'ends in .csv or .json, not "images.xlsx"',
    ],
    [['export', 'p', '--out', 'o', '--format', 'kitti'], 'There is no format "kitti"'],
    [['export', 'p', '--out', 'o', '--val', '3'], '--val takes a number, 0 to 1, not "3"'],
    [['export', 'p', '--out', 'o', '--val', '0.7', '--test', '0.5'], 'add up to more than 1'],
    [['export', 'p', '--out', '-dash', '--states', 'proposed'], "'--out=-"],
    [['export', 'p', '-dash'], "Unknown option '-d'"],
    [['-dash', 'export', 'p'], 'Name a command before -dash'],
    [['export', 'p', '--out', ''], '--out takes a value that is not empty'],
    [['export', 'p', '--out', 'a', '--out', 'b'], '--out is given twice'],
    [['export', 'p', '--out', 'o', '--seed', '0x10'], '--seed takes a whole number, not "0x10"'],
    [
      ['export', 'p', '--out', 'o', '--val', '0.1', '--val-list', 'l'],
      'either --val-list or --val, not both',
    ],
    [['serve', '--host', ''], '"" is no address of this machine'],
    [['serve', '--host', 'bad name'], '"bad name" is no address of this machine'],
    [['serve', '--host', '10.99.99.99', '--token', 'a-token-for-everyone'], 'is no address of this machine'],
    [['show', 'p', '--scores'], '--scores goes with --json'],
    [['pack', 'create', '--cnn', 'a.onnx'], '--vit FILE.onnx'],
  ])('%s exits with 2 and says what would be right', async (args, words) => {
    const { code, stderr, stdout } = await camweave(...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it.each([
    ['serve', '--token', '0123'],
    ['serve', '--token', ''],
    ['serve', '--token='],
  ])('%s %s %s is refused: its token is text, and easily guessed', async (...args) => {
    expect(await camweave(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('16 characters or more'),
    });
  });

  it('an empty CAMWEAVE_TOKEN gives no token, and --help after a command helps', async () => {
    const { outcome } = startCamweaveWith({ CAMWEAVE_TOKEN: '' }, 'serve', 'absent.camweave');
    expect(await outcome).toMatchObject({ code: 4, stderr: expect.stringContaining('absent.camweave') });
    expect(await camweave('export', '-h')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--val-list'),
    });
    expect(await camweave('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/camweave/) });
  });

  it('names a file of which only the look is a number', async () => {
    expect(await camweave('show', '007')).toMatchObject({ code: 4, stderr: expect.stringContaining('007 ') });
    expect(
      await camweave('pack', 'create', '--cnn', '1e3', '--vit', '010', '--classes', 'voc', '--out', '1'),
    ).toMatchObject({
      ...{ code: 4, stderr: expect.stringContaining('1e3 cannot be read: it is not there') },
    });
  });

  it('--help teaches and exits with 0', async () => {
    const { code, stdout } = await camweave('propose', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--pack <path>');
    expect(stdout).toContain('camweave propose photos --pack my-pack --project pets.camweave');
    expect(stdout).toContain('130 stopped by Ctrl-C');
  });

  it('export --help says which format takes what', async () => {
    const { code, stdout } = await camweave('export', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('voc (PASCAL VOC 2012)');
    expect(stdout).toMatch(/--grey-masks +voc: Also write the masks as grey PNG/);
    expect(stdout).toMatch(
      /--val <share> +Share of the images for validation; .* is for training \(0 to 1, default 0.2\)/,
    );
  });
});
