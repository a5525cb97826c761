import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { LAYERS, printedLayers, roomOf } from '../lint/layers.ts';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => join(root, 'src', path));
const posixPath = (file: string): string => relative(root, file).split(sep).join('/');

const eslint = new ESLint({ cwd: root });

/** What the linter says to imports in a file of the given path: the first word of each complaint about layers. */
async function complaints(filePath: string, specifiers: readonly string[]): Promise<string[]> {
  const text = specifiers.map((specifier) => `import '${specifier}';\n`).join('');
  const [result] = await eslint.lintText(text, { filePath: join(root, filePath) });
  return result!.messages
    .filter(({ ruleId }) => ruleId === 'camweave/layers')
    .map(({ line }) => specifiers[line - 1]!);
}

/** A file that could lie in a room; a room that is a file is that file. */
const fileIn = (folder: string): string => (folder.endsWith('.ts') ? folder : `${folder}/x.ts`);
const between = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(fileIn(from)), fileIn(to));
  return path.startsWith('.') ? path : `./${path}`;
};

describe('the table of layers', () => {
  const { rooms, restricted } = LAYERS;

  it.each(rooms.map((room) => [room.folder, room] as const))(
    '%s: whatever it does not allow is reported, and nothing else',
    async (folder, { imports, uses }) => {
      const others = rooms.filter((room) => room.folder !== folder);
      const wanted = (allowed: boolean): string[] => [
        ...others
          .filter((room) => imports.includes(room.folder) === allowed)
          .map((room) => between(folder, room.folder)),
        ...restricted
          .filter((name) => uses.includes(name) === allowed)
          .map((name) => (name === 'node' ? 'node:fs' : name)),
      ];
      expect(await complaints(fileIn(folder), wanted(false))).toEqual(wanted(false));
      expect(await complaints(fileIn(folder), wanted(true))).toEqual([]);
    },
  );

  it('bites in components too, and where a module is imported later or passed on', async () => {
    const lines = [
      "import type { X } from '../../main/desk/Application.ts';",
      "export { Y } from '../../main/desk/Application.ts';",
      "const z = import('../../main/desk/Application.ts');",
    ];
    for (const line of lines) {
      const component = await eslint.lintText(`<script lang="ts">\n  ${line}\n</script>\n`, {
        filePath: join(root, 'src/renderer/ui/X.svelte'),
      });
      const module = await eslint.lintText(`${line}\n`, { filePath: join(root, 'src/renderer/state/x.ts') });
      const expected = line.startsWith('export') ? [module] : [module, component];
      for (const [result] of expected)
        expect(result!.messages.map(({ ruleId }) => ruleId)).toContain('camweave/layers');
    }
  });

  it('has a room for every file, names rooms that are there, and is printed in ARCHITECTURE.md', () => {
    const strangers = sources.filter((path) => !roomOf(posixPath(path)));
    expect(strangers).toEqual([]);
    const folders = rooms.map(({ folder }) => folder);
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
    expect(rooms.flatMap(({ imports }) => imports).filter((name) => !folders.includes(name))).toEqual([]);
    expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')).toContain(printedLayers());
  });

  it('leaves no way round: no module imports itself round about', () => {
    expect(circles(sources)).toEqual([]);
  });
});

describe('onnxruntime', () => {
  const importsRuntime = (file: string): boolean => staticImports(file).includes('onnxruntime-node');
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

/** Ways from a module back to itself, types and components included, as `a.ts > b.ts > a.ts`. */
function circles(files: readonly string[]): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].map(posixPath).join(' > '));
    if (way.includes(file) || done.has(file)) return;
    const text = readFileSync(file, 'utf8');
    for (const [, specifier] of text.matchAll(/^\s*(?:import|export)\b[^'";]*?(?:\bfrom\s+)?'(\.[^']+)'/gm)) {
      const target = join(dirname(file), specifier!);
      if (/\.(ts|svelte)$/.test(target)) visit(target, [...way, file]);
    }
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
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
