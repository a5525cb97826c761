import { AppError } from '../../../shared/errors/AppError.ts';

/** Names in single quotes, in double quotes, or as they are: up to what ends them, and what may stand behind them. */
const SCALAR =
  /\s*(?:'((?:[^'\n]|'')*)'|"((?:[^"\\\n]|\\.)*)"|([^,\]}#:\n]*(?::(?=[^\s,\]}])[^,\]}#:\n]*)*))[^\S\n]*(?=[,\]}:#\n]|$)/y;
/** Between two names of a list in brackets: commas, line breaks, remarks. */
const BETWEEN = /(?:[\s,]+|#[^\n]*)*/y;
const NUMBER = /^\d{1,9}$/;

/**
 * Names of the classes in a data.yaml: `names` as a list or a map, in lines or between brackets. Of YAML that is all that is understood.
 *
 * @param file named in the error
 * @returns names by number; undefined where the text has no `names`
 * @throws AppError `invalid-input` where they are written otherwise
 */
export function readYoloNames(text: string, file: string): Map<number, string> | undefined {
  const head = /^names[ \t]*:[ \t]*/m.exec(text);
  if (!head) return undefined;
  const rest = text.slice(head.index + head[0].length);
  return /^[[{]/.test(rest) ? readBrackets(rest, file) : readLines(rest, file);
}

function readLines(text: string, file: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const item = /^\s*-\s+(?=\S)/.exec(line) ?? /^\s+['"]?(\d{1,9})['"]?\s*:\s+(?=\S)/.exec(line);
    if (!item && /^[^\s-]/.test(line) && names.size > 0) break;
    const [name] = item ? scalarAt(line, item[0].length) : [];
    if (name === undefined) throw strange(file, line);
    names.set(item![1] === undefined ? names.size : Number(item![1]), name);
  }
  return names;
}

function readBrackets(text: string, file: string): Map<number, string> {
  const names = new Map<number, string>();
  const isMap = text.startsWith('{');
  for (let at = 1; ;) {
    BETWEEN.lastIndex = at;
    BETWEEN.exec(text);
    at = BETWEEN.lastIndex;
    if (text[at] === (isMap ? '}' : ']')) return names;
    let [name, end] = scalarAt(text, at);
    const key = name;
    if (isMap && text[end] === ':') [name, end] = scalarAt(text, end + 1);
    if (name === undefined || (isMap && !NUMBER.test(key ?? ''))) throw strange(file, text.slice(at));
    names.set(isMap ? Number(key) : names.size, name);
    at = end;
  }
}

/** The name that stands at a place of a text, undefined where there is none, and where it ends. */
function scalarAt(text: string, at: number): [string | undefined, number] {
  SCALAR.lastIndex = at;
  const found = SCALAR.exec(text);
  if (!found) return [undefined, at];
  const [, single, double, plain = ''] = found;
  const name = single?.replaceAll("''", "'") ?? double?.replace(/\\(.)/g, '$1') ?? plain.trim();
  return [name === '' ? undefined : name, SCALAR.lastIndex];
}

function strange(file: string, what: string): AppError {
  return new AppError(
    'invalid-input',
    `${file} has names that cannot be read ("${what.trim().slice(0, 60)}"). Write them as a list: names: [cat, dog].`,
  );
}
