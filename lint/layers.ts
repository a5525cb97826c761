import { readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import type { Rule } from 'eslint';

/** A folder or file of `src` with rules of its own. */
interface Room {
  folder: string;
  holds: string;
  /** Folders of the rooms whose modules it may import. */
  imports: string[];
  /** Which of the restricted packages it may use. */
  uses: string[];
}

export const ROOT = resolve(import.meta.dirname, '..');
/** Which room may import which: the one table that lint, its test and ARCHITECTURE.md follow. */
export const LAYERS = JSON.parse(readFileSync(join(ROOT, 'lint', 'layers.json'), 'utf8')) as {
  /** Packages, and `node` for Node's own modules, that few rooms may use. */
  restricted: string[];
  rooms: Room[];
};

/**
 * The room that a file lies in: the innermost that holds it.
 *
 * @param file relative to the project, with forward slashes
 */
export function roomOf(file: string): Room | undefined {
  const holding = LAYERS.rooms.filter(({ folder }) => file === folder || file.startsWith(`${folder}/`));
  return holding.sort((a, b) => b.folder.length - a.folder.length)[0];
}

/**
 * Why a file may not import something, or undefined where it may.
 *
 * @param file relative to the project, with forward slashes
 * @param specifier as it stands in the import
 */
export function complaint(file: string, specifier: string): string | undefined {
  const room = roomOf(file);
  if (!room) return undefined;
  if (!specifier.startsWith('.')) {
    const name = LAYERS.restricted.find(
      (item) => specifier === item || new RegExp(`^${item}[:/]`).test(specifier),
    );
    if (name === undefined || room.uses.includes(name)) return undefined;
    return `${room.folder} may not use ${name}.`;
  }
  const target = roomOf(posix.join(posix.dirname(file), specifier));
  if (!target || target === room || room.imports.includes(target.folder)) return undefined;
  return `${room.folder} may not import ${target.folder}: see lint/layers.json.`;
}

/** The table as ARCHITECTURE.md prints it; `node lint/printLayers.ts` writes it there. */
export function printedLayers(): string {
  const short = (folder: string): string => folder.replace('src/', '');
  const rows = LAYERS.rooms.map(({ folder, holds, imports, uses }) => [
    `\`${short(folder)}\``,
    holds,
    [...imports.map(short), ...uses.map((name) => `_${name}_`)].join(', ') || 'nothing',
  ]);
  const table = [['room', 'what it holds', 'may import, and _use_'], ['---', '---', '---'], ...rows];
  return table.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

export const layerRule: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(ROOT, context.filename).split(sep).join('/');
    const check = ({ source }: { source?: unknown }): void => {
      const { value } = (source ?? {}) as { value?: unknown };
      const message = typeof value === 'string' ? complaint(file, value) : undefined;
      if (message !== undefined) context.report({ node: source as Rule.Node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
