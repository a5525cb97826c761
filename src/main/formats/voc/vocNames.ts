import { AppError } from '../../../shared/errors/AppError.ts';
import { visible } from '../../../shared/text/visible.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';

type Named = Pick<ExportClass, 'name' | 'renamed'>;

/** Names that labelmap.txt has for its own, whatever their case. */
const TAKEN = new Set(['background', 'void']);

/**
 * Class names have to come back from labelmap.txt, where `:` parts the columns, a line is a class and `#` begins a remark, and
 * from XML, which has no control characters.
 *
 * @param title of the format, for the error
 * @throws AppError `invalid-input` naming the classes that such a file cannot hold, and why
 */
export function expectVocNames(classes: readonly Named[], title = 'PASCAL VOC'): void {
  const names = classes.map(({ name }) => name);
  const problems = classes.flatMap((item, index) => {
    const { name } = item;
    const why = names.indexOf(name) === index ? problemOf(name) : 'is the name of two classes';
    return why === undefined ? [] : [{ item, words: `"${visible(name)}" ${why}` }];
  });
  if (problems.length === 0) return;
  throw new AppError(
    'invalid-input',
    `${title} cannot hold these class names: ${problems.map(({ words }) => words).join('; ')}. ${advice(problems.map(({ item }) => item))}`,
  );
}

/** What to do about names: where the export itself has given them, to give others there. */
function advice(classes: readonly Named[]): string {
  const renamed = classes.flatMap((item) => item.renamed ?? []);
  const sentences = renamed.map((name) => {
    return `Call ${visible(name)} something else in this export (--class ${argument(name, 'OTHER')}), or leave it out (--class ${argument(name, '')}).`;
  });
  if (classes.some((item) => item.renamed === undefined))
    sentences.push('Give the classes other names on the desk, then export again.');
  return sentences.join(' ');
}

/** As a shell takes it. */
function argument(from: string, to: string): string {
  const text = `${visible(from)}=${to}`;
  return /^[\p{L}\p{N}_.=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function problemOf(name: string): string | undefined {
  if (TAKEN.has(name.toLowerCase())) return 'means something else there';
  if (name.includes(':')) return 'has a colon, which parts columns there';
  if (name.startsWith('#')) return 'begins with #, which makes a remark of it there';
  if (/[\p{Cc}\u2028\u2029\ufffe\uffff]/u.test(name)) return 'has a line break or another control character';
  if (/\p{Surrogate}/u.test(name)) return 'has half a character (an unpaired surrogate)';
  if (name.trim() !== name || name === '') return 'begins or ends with a space, or is empty';
  return undefined;
}
