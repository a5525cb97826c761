import { AppError } from '../../../shared/errors/AppError.ts';
import type { NumpyArray } from './NumpyArray.ts';
import { readValues } from './NumpyArray.ts';
import { PickleBytes } from './PickleBytes.ts';

/**
 * What a pickle may hold here. `opaque` stands for a tensor of another library: it is there, and not looked into. Names and types of arrays stand among
 * arguments until something is called with them.
 */
export type Pickled =
  | { kind: 'none' }
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'bytes'; value: Uint8Array }
  | { kind: 'list'; items: Pickled[] }
  | { kind: 'dict'; entries: [Pickled, Pickled][] }
  | { kind: 'array'; array: NumpyArray }
  | { kind: 'objects'; items: Pickled[] }
  | { kind: 'opaque' }
  | { kind: 'name'; name: string }
  | { kind: 'type'; type: string };

/** An array before its state has come. */
interface Hollow {
  kind: 'hollow';
  filled: Pickled | undefined;
}
type Part = Pickled | Hollow;

/** The only names that a pickle may call, and what for. Nothing is ever run: each is read here. */
const NAMES: Readonly<
  Record<string, 'ndarray' | 'array' | 'buffer' | 'type' | 'scalar' | 'encode' | 'opaque'>
> = {
  'numpy ndarray': 'ndarray',
  'numpy dtype': 'type',
  'numpy.core.multiarray _reconstruct': 'array',
  'numpy._core.multiarray _reconstruct': 'array',
  'numpy.core.numeric _frombuffer': 'buffer',
  'numpy._core.numeric _frombuffer': 'buffer',
  'numpy.core.multiarray scalar': 'scalar',
  'numpy._core.multiarray scalar': 'scalar',
  '_codecs encode': 'encode',
  'torch._utils _rebuild_tensor_v2': 'opaque',
  'torch.storage _load_from_bytes': 'opaque',
  'collections OrderedDict': 'opaque',
};

/**
 * Reads a Python pickle of dictionaries, texts, numbers and numpy arrays, and nothing else: no name that it calls is run, and one that is not of
 * these is refused (https://docs.python.org/3/library/pickletools.html).
 *
 * @param file named in the error
 * @throws AppError `invalid-input`
 */
export function readPickle(bytes: Uint8Array, file: string): Pickled {
  try {
    return new Unpickler(bytes, file).read();
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Whatever a damaged file makes of the reading.
    throw new AppError('invalid-input', `${file} is no readable pickle: it is damaged, or cut short.`, {
      cause: error,
    });
  }
}

/** The machine that a pickle's bytes drive: a stack, and what was noted to be used again. */
class Unpickler {
  private readonly bytes: PickleBytes;
  private readonly file: string;
  private stack: Part[] = [];
  private readonly marks: Part[][] = [];
  private readonly memo = new Map<number, Part>();

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = new PickleBytes(bytes);
    this.file = file;
  }

  read(): Pickled {
    for (;;) {
      const code = String.fromCharCode(this.bytes.byte());
      if (code === '.') return this.value(this.pop());
      this.step(code);
    }
  }

  private step(code: string): void {
    const { bytes, stack } = this;
    switch (code) {
      case '\x80':
        bytes.skip(1);
        return;
      case '\x95':
        bytes.skip(8);
        return;
      case '(':
        this.marks.push(stack);
        this.stack = [];
        return;
      case '0':
        this.pop();
        return;
      case 'N':
        return this.push({ kind: 'none' });
      case '\x88':
      case '\x89':
        return this.push({ kind: 'number', value: code === '\x88' ? 1 : 0 });
      case 'K':
        return this.push({ kind: 'number', value: bytes.byte() });
      case 'M':
        return this.push({ kind: 'number', value: bytes.count(2) });
      case 'J':
        return this.push({ kind: 'number', value: bytes.int32() });
      case 'G':
        return this.push({ kind: 'number', value: bytes.float() });
      case '\x8a':
        return this.push({ kind: 'number', value: bytes.long(bytes.byte()) });
      case '\x8c':
        return this.push({ kind: 'text', value: bytes.text(bytes.byte()) });
      case 'X':
        return this.push({ kind: 'text', value: bytes.text(bytes.count(4)) });
      case '\x8d':
        return this.push({ kind: 'text', value: bytes.text(bytes.count(8)) });
      case 'C':
      case 'U':
        return this.push({ kind: 'bytes', value: bytes.take(bytes.byte()) });
      case 'B':
      case 'T':
        return this.push({ kind: 'bytes', value: bytes.take(bytes.count(4)) });
      case '\x8e':
      case '\x96':
        return this.push({ kind: 'bytes', value: bytes.take(bytes.count(8)) });
      case ')':
      case ']':
        return this.push({ kind: 'list', items: [] });
      case '}':
        return this.push({ kind: 'dict', entries: [] });
      case 't':
        return this.push({ kind: 'list', items: this.toMark().map((part) => this.value(part)) });
      case '\x85':
      case '\x86':
      case '\x87':
        return this.tuple(code.charCodeAt(0) - 0x84);
      case 'a':
      case 'e':
        return this.append(code === 'a' ? [this.pop()] : this.toMark());
      case 's':
      case 'u':
        return this.setItems(code === 's' ? this.popPair() : this.toMark());
      case 'c':
        return this.push(this.named(`${bytes.line()} ${bytes.line()}`));
      case '\x93':
        return this.stackNamed();
      case 'R':
        return this.reduce();
      case 'b':
        return this.build();
      case 'q':
      case 'r':
        this.memo.set(bytes.count(code === 'q' ? 1 : 4), stack.at(-1)!);
        return;
      case '\x94':
        this.memo.set(this.memo.size, stack.at(-1)!);
        return;
      case 'h':
      case 'j':
        return this.push(this.memo.get(bytes.count(code === 'h' ? 1 : 4))!);
      default:
        throw this.refusal(`the instruction ${code.charCodeAt(0)}`);
    }
  }

  private reduce(): void {
    const args = this.items(this.pop());
    const called = this.pop();
    const use = called.kind === 'name' ? NAMES[called.name] : undefined;
    if (use === 'opaque') return this.push({ kind: 'opaque' });
    if (use === 'array') return this.push({ kind: 'hollow', filled: undefined });
    if (use === 'type') return this.push({ kind: 'type', type: textOf(args[0]) });
    if (use === 'encode') return this.push({ kind: 'bytes', value: latin1(textOf(args[0])) });
    if (use === 'scalar') {
      const [type, bytes] = args;
      const shape: number[] = [];
      const { values } = readValues(
        bytesOf(bytes),
        { type: typeOf(type), shape, isFortran: false },
        this.file,
      );
      return this.push({ kind: 'number', value: values[0]! });
    }
    if (use === 'buffer') {
      const [bytes, type, shape, order] = args;
      const layout = { type: typeOf(type), shape: this.shapeOf(shape), isFortran: textOf(order) === 'F' };
      return this.push({ kind: 'array', array: readValues(bytesOf(bytes), layout, this.file) });
    }
    throw this.refusal('a call of something');
  }

  /** Fills an array or the type of one with its state. */
  private build(): void {
    const state = this.items(this.pop());
    const target = this.stack.at(-1);
    if (target?.kind === 'type') {
      const order = textOf(state[1]);
      if (order === '<' || order === '>') target.type = `${order}${target.type.replace(/^[<>=|]/, '')}`;
    } else if (target?.kind === 'hollow') target.filled = this.arrayOf(state);
    else if (target?.kind !== 'opaque') throw this.refusal('the state of something');
  }

  private arrayOf([, shape, type, isFortran, content]: Part[]): Pickled {
    // A list holds the objects of an array of objects.
    if (content?.kind === 'list') return { kind: 'objects', items: content.items };
    const layout = {
      ...{ type: typeOf(type), shape: this.shapeOf(shape) },
      isFortran: isFortran?.kind === 'number' && isFortran.value === 1,
    };
    return { kind: 'array', array: readValues(bytesOf(content), layout, this.file) };
  }

  private named(name: string): Part {
    if (Object.hasOwn(NAMES, name)) return { kind: 'name', name };
    throw this.refusal(`"${name}"`);
  }

  private stackNamed(): void {
    const name = textOf(this.pop());
    this.push(this.named(`${textOf(this.pop())} ${name}`));
  }

  private tuple(count: number): void {
    const items = Array.from({ length: count }, () => this.pop()).reverse();
    this.push({ kind: 'list', items: items.map((part) => this.value(part)) });
  }

  private append(parts: Part[]): void {
    const list = this.stack.at(-1);
    if (list?.kind !== 'list') throw this.refusal('items of something');
    list.items.push(...parts.map((part) => this.value(part)));
  }

  private setItems(parts: Part[]): void {
    const dict = this.stack.at(-1);
    if (dict?.kind === 'opaque') return;
    if (dict?.kind !== 'dict') throw this.refusal('entries of something');
    for (let i = 0; i + 1 < parts.length; i += 2)
      dict.entries.push([this.value(parts[i]!), this.value(parts[i + 1]!)]);
  }

  private popPair(): Part[] {
    const value = this.pop();
    return [this.pop(), value];
  }

  /** A part as what it has become. */
  private value(part: Part): Pickled {
    if (part.kind !== 'hollow') return part;
    if (part.filled) return part.filled;
    throw this.refusal('an array without content');
  }

  private items(part: Part): Pickled[] {
    if (part.kind === 'list') return part.items;
    throw this.refusal('arguments of another kind');
  }

  private shapeOf(part: Part | undefined): number[] {
    if (part?.kind === 'number') return [part.value];
    const items = part?.kind === 'list' ? part.items : [];
    return items.map((item) => (item.kind === 'number' ? item.value : NaN));
  }

  private refusal(what: string): AppError {
    return new AppError(
      'invalid-input',
      `${this.file} is a pickle with ${what} in it. Only dictionaries of texts, numbers and numpy arrays are read, since a pickle could run anything; ` +
        'save plain arrays with numpy.save.',
    );
  }

  private toMark(): Part[] {
    const parts = this.stack;
    this.stack = this.marks.pop()!;
    return parts;
  }

  private push(part: Part): void {
    this.stack.push(part);
  }

  private pop(): Part {
    const part = this.stack.pop();
    if (!part) throw new RangeError('The stack is empty.');
    return part;
  }
}

function textOf(part: Part | undefined): string {
  if (part?.kind === 'text') return part.value;
  return part?.kind === 'bytes' ? Buffer.from(part.value).toString('latin1') : '';
}

function bytesOf(part: Part | undefined): Uint8Array {
  if (part?.kind === 'bytes') return part.value;
  throw new TypeError('No bytes where there should be some.');
}

function typeOf(part: Part | undefined): string {
  if (part?.kind === 'type') return part.type;
  throw new TypeError('No type where there should be one.');
}

function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
