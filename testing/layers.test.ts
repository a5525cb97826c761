import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
    ['src/main/models/adcam/x.ts', '../../formats/fileErrors.ts', 'The inference child is made of'],
    ['src/main/onnx/x.ts', '../formats/fileErrors.ts', 'ONNX graphs are read without knowing'],
    ['src/main/onnx/x.ts', '../models/kinds.ts', 'ONNX graphs are read without knowing'],
    ['src/main/inference/child/x.ts', '../../models/adcam/adcam.ts', 'Inference knows no kind of model'],
    ['src/main/inference/host/x.ts', '../../models/kinds.ts', 'Inference knows no kind of model'],
    ['src/main/inference/jobs/x.ts', '../../models/kinds.ts', 'Inference knows no kind of model'],
  ])('%s importing %s', async (file, specifier, words) => {
    expect((await complaints(file, specifier)).join()).toContain(words);
  });

  it('and one that is kept is not', async () => {
    expect(await complaints('src/main/cli/x.ts', '../project/ProjectFile.ts')).toEqual([]);
    expect(await complaints('src/main/inference/child/x.ts', '../../models/kinds.ts')).toEqual([]);
  });
});

describe('onnxruntime', () => {
  const importsRuntime = (file: string): boolean => staticImports(file).includes('onnxruntime-node');
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(root, 'src', path));
  const inference = join(root, 'src', 'main', 'inference', 'child');
  const runners = sources.filter((path) => /[\\/]models[\\/]\w+[\\/]runner\.ts$/.test(path));

  it('is imported by what runs in the inference child alone', () => {
    const childSide = reachable([...sources.filter((path) => path.startsWith(inference)), ...runners]);
    const importers = sources.filter(importsRuntime);
    expect(runners.length).toBeGreaterThan(0);
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.filter((path) => !childSide.has(path))).toEqual([]);
  });

  it.each([
    'src/main/cli/camweave.ts',
    'src/main/window/main.ts',
    // Until it knows what kind of model to run, the child need not load it either.
    'src/main/inference/child/inferenceChild.ts',
  ])('is not reached from %s, whatever that imports', (entry) => {
    const loaded = reachable([join(root, entry)]);
    expect(loaded.size).toBeGreaterThan(10);
    expect([...loaded].filter(importsRuntime)).toEqual([]);
  });
});

/** Every file that is loaded with some files; what they import only when it is needed is not. */
function reachable(entries: string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const specifier of staticImports(file))
      if (/^\..*\.ts$/.test(specifier)) open.push(join(dirname(file), specifier));
  }
  return seen;
}

/** What a file imports when it is loaded, types left out. */
function staticImports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const froms = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  return [...froms].map(([, specifier]) => specifier!);
}

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
