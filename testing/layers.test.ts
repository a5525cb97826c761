import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What the linter says to one import in a file of the given path. */
async function complaints(filePath: string, specifier: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath: join(root, filePath) });
  return result!.messages.map(({ message }) => message);
}

describe('a layer rule that is broken is reported', () => {
  it.each([
    ['src/shared/labels/x.ts', 'node:fs', 'src/shared is pure'],
    ['src/shared/labels/x.ts', '../../main/models/kinds.ts', 'src/shared is pure'],
    ['src/main/models/adcam/x.ts', 'electron', 'Only src/main/window may import electron'],
    ['src/main/cli/x.ts', 'electron', 'Only src/main/window may import electron'],
    ['src/main/project/x.ts', '../cli/exitCodes.ts', 'The core knows no window'],
    ['src/main/review/evaluate/x.ts', '../../serve/routes.ts', 'The core knows no window'],
    ['src/main/inference/child/x.ts', '../../project/ProjectFile.ts', 'The inference child is made of'],
    ['src/renderer/ui/x.ts', '../../main/project/ProjectFile.ts', 'The renderer imports shared only'],
    ['src/main/desk/x.ts', '../window/menu.ts', 'The desk knows no window'],
    ['src/preload/x.ts', '../main/desk/dispatch.ts', 'The preload script only forwards'],
    ['src/renderer/ui/x.ts', 'node:fs', 'The renderer imports shared only'],
    ['src/main/onnx/x.ts', '../formats/fileErrors.ts', 'The inference child is made of'],
  ])('%s importing %s', async (file, specifier, words) => {
    expect((await complaints(file, specifier)).join()).toContain(words);
  });

  it('and one that is kept is not', async () => {
    expect(await complaints('src/main/cli/x.ts', '../project/ProjectFile.ts')).toEqual([]);
    expect(await complaints('src/main/inference/child/x.ts', '../../models/kinds.ts')).toEqual([]);
  });
});

it('onnxruntime is imported by the inference child alone', () => {
  const importers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => /from 'onnxruntime-node'/.test(readFileSync(join(root, 'src', path), 'utf8')))
    .map((path) => path.replaceAll('\\', '/'));
  expect(importers.filter((path) => !/^main\/(inference\/child|models)\//.test(path))).toEqual([]);
  expect(importers.length).toBeGreaterThan(0);
});

it('continuous integration runs the command that the README gives for the tests', () => {
  const command = readFileSync(join(root, '.ci', 'testCommand.sh'), 'utf8')
    .trim()
    .split('\n')
    .at(-1)!;
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\n${command}\n`);
});

it('the types of components are really checked', () => {
  const component = join(root, 'src', 'renderer', 'ui', 'Wrong.svelte');
  writeFileSync(component, '<script lang="ts">\n  const count: number = "three";\n</script>\n\n{count}\n');
  try {
    const command = [join(root, 'node_modules', 'svelte-check', 'bin', 'svelte-check')];
    const { status, stdout } = spawnSync(
      process.execPath,
      [...command, '--tsconfig', 'tsconfig.renderer.json'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(stdout).toContain("Type 'string' is not assignable to type 'number'");
    expect(status).not.toBe(0);
  } finally {
    rmSync(component);
  }
});
