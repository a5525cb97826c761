// Writes NOTICE: the licences of all that Camweave ships. Run after a change of dependencies: node scripts/makeNotice.ts
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const RULE = '='.repeat(80);

interface LockedPackage {
  version?: string;
  license?: string;
  os?: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
type Lock = Record<string, LockedPackage>;

/** The text of NOTICE, by package-lock.json, the installed packages, and what `resources` says of itself. */
export function noticeText(): string {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Lock };
  const shipped = shippedPackages(packages);
  return [
    'Camweave\n\nLicensed under the Apache License 2.0, see LICENSE. This file names what comes with it and is not its own.',
    section('Electron, Chromium and Node.js', electronText(packages)),
    section('Networks of the bundled pack (resources/packs/default)', packText()),
    section('Sample photographs (resources/samples)', samplesText()),
    ...shipped.map((path) => section(titleOf(path, packages[path]!), licenceOf(path, packages[path]!))),
  ].join('\n');
}

/** Places of packages in the lock file: what is imported by the sources, and all that it depends on. */
function shippedPackages(packages: Lock): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const path = placeOf(name, from, packages);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = packages[path]!;
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, path);
  };
  const { dependencies = {}, devDependencies = {} } = packages['']!;
  const bundled = importedNames().filter((name) => name in devDependencies && name !== 'electron');
  const direct = [...Object.keys(dependencies), ...bundled];
  for (const name of direct) visit(name, '');
  // Those made for one platform are parts of the package that asks for them, under its licence.
  const isPart = (path: string): boolean =>
    packages[path]!.os !== undefined && !direct.some((name) => path === `node_modules/${name}`);
  return [...found].filter((path) => !isPart(path)).sort();
}

/** Where a dependency lies: beside the package that asks for it, or further up. */
function placeOf(name: string, from: string, packages: Lock): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return undefined;
  }
}

/** Packages that the sources import, tests left out: the build puts them into what is shipped. */
function importedNames(): string[] {
  const files = globSync('src/**/*.{ts,svelte}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const names = files.flatMap((file) =>
    [...read(file).matchAll(/(?:from|import) '((?:@[\w-]+\/)?[a-z][\w.-]*)(?=['/])/g)].map(
      ([, name]) => name!,
    ),
  );
  return [...new Set(names)].sort();
}

function titleOf(path: string, { version, license }: LockedPackage): string {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return `${name} ${version} (${license ?? 'licence: see below'})`;
}

function licenceOf(path: string, { license }: LockedPackage): string {
  const folder = join(root, path);
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    : [];
  const texts = files.sort().map((name) => read(join(path, name)).replace(/\r/g, '').trim());
  if (texts.length > 0) return texts.join('\n\n');
  const { author, repository } = JSON.parse(read(join(path, 'package.json'))) as {
    author?: string | { name: string };
    repository?: string | { url: string };
  };
  const by = typeof author === 'string' ? author : author?.name;
  const at = typeof repository === 'string' ? repository : repository?.url;
  return `By ${by ?? 'its authors'}, under ${license}; its package brings no licence text. Its sources: ${at ?? 'see npm'}`;
}

function electronText(packages: Lock): string {
  return (
    `The window runs in Electron ${packages['node_modules/electron']!.version} (MIT), which contains Chromium and Node.js. The licences of these and of all that\n` +
    'they contain lie beside its binary: LICENSE and LICENSES.chromium.html.\n\n' +
    read('node_modules/electron/LICENSE').replace(/\r/g, '').trim()
  );
}

function packText(): string {
  const card = read('resources/packs/default/README.md');
  const [, licence] = /^Licence: (.*)\.$/m.exec(card)!;
  const [, source] = /^Its first weights: ([^]*?)\.\n\n/m.exec(card)!;
  return (
    `cnn.onnx and vit.onnx: ${licence}, by the Camweave authors. How they were made: training/README.md and resources/packs/default/README.md.\n` +
    `${source!.replaceAll('\n', ' ')}.`
  );
}

function samplesText(): string {
  const rows = [
    ...read('resources/samples/README.md').matchAll(/^\| `(.*?)` *\| (.*?) *\| (.*?) *\| (.*?) *\|$/gm),
  ];
  return rows.map(([, file, what, source, rights]) => `${file}: ${what}; ${source}; ${rights}`).join('\n');
}

function section(title: string, text: string): string {
  return `${RULE}\n${title}\n${RULE}\n\n${text}\n`;
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

if (import.meta.main) writeFileSync(join(root, 'NOTICE'), noticeText());
