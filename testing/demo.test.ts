import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporaryFolder.ts';

const script = join(import.meta.dirname, '../scripts/demo.mjs');

/** Runs the demo where there is no command, so that it ends where it would propose. */
function demo(folder: string, out?: string): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [script, 'photos'], {
    ...{ cwd: folder, encoding: 'utf8' },
    env: { ...process.env, CAMWEAVE_DEMO_OUT: out ?? '' },
  });
}

describe('the demo', () => {
  it('deletes nothing in a folder that was named, and says so', () => {
    const folder = temporaryFolder();
    const home = join(folder, 'home');
    mkdirSync(home);
    writeFileSync(join(home, 'thesis.txt'), 'years of work');
    const { status, stderr } = demo(folder, home);
    expect(status).toBe(2);
    expect(stderr).toContain(`${home} is there already`);
    expect(readdirSync(home)).toEqual(['thesis.txt']);
  });

  it('overwrites no file', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'notes');
    writeFileSync(file, 'notes');
    expect(demo(folder, file).status).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('notes');
  });

  it('leaves an earlier one and takes the next free folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'demo'));
    writeFileSync(join(folder, 'demo', 'demo.camweave'), 'corrected by hand');
    expect(demo(folder).stderr).toContain(join('demo-2', 'demo.camweave'));
    expect(readFileSync(join(folder, 'demo', 'demo.camweave'), 'utf8')).toBe('corrected by hand');
  });
});
