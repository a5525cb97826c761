/** Deeper nesting than any format has. */
const DEEPEST = 200;
/** Longer names of top-level values are told by their beginning. */
const LONGEST_KEY = 200;
/** Bytes that an element of an array may have. */
const LARGEST_ELEMENT = 64 * 1024 * 1024;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
/** What a byte outside strings is. */
const [PLAIN, SPACE, MARK] = [0, 1, 2] as const;
const MEANINGS = new Uint8Array(256).fill(PLAIN);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) MEANINGS[byte] = SPACE;
for (const byte of [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT])
  MEANINGS[byte] = MARK;

/** What is wrong with a text of JSON as a whole: "ends in the middle". */
export class BadJson extends Error {}

/**
 * Walks through a text of JSON piece by piece and hands out the elements of arrays that are values of the outermost object, or that array itself, without parsing them. So a
 * text of any length takes the memory of one element.
 */
export class JsonCursor {
  /** Keys of the outermost object so far; none where it is an array. */
  readonly keys: string[] = [];
  root: 'object' | 'array' | undefined;
  private readonly wants: (key: string) => boolean;
  private readonly element: (key: string, start: number, bytes: Buffer) => void;
  private readonly open = new Uint8Array(DEEPEST);
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Of the value that is being read; undefined while its name is. */
  private key: string | undefined;
  private name: number[] = [];
  /** Depth of the elements that are handed out; 0 outside such an array. */
  private within = 0;
  /** Where the current element begins in the whole text; -1 between two of them. */
  private start = -1;
  private parts: Buffer[] = [];
  private size = 0;
  private offset = 0;
  private done = false;

  /**
   * @param wants whether elements of the array with a key are handed out; that of an outermost array is ''
   * @param element gets the key of its array, where it begins in bytes, and its text
   */
  constructor(wants: (key: string) => boolean, element: (key: string, start: number, bytes: Buffer) => void) {
    this.wants = wants;
    this.element = element;
  }

  /** @throws BadJson */
  feed(piece: Buffer): void {
    for (let i = 0; i < piece.length;) {
      if (this.inString) i = this.readString(piece, i);
      else i = this.readOthers(piece, i);
    }
    if (this.start >= 0) this.keep(piece.subarray(Math.max(0, this.start - this.offset)));
    this.offset += piece.length;
  }

  /** @throws BadJson where the text ends too early */
  end(): void {
    if (!this.done) throw new BadJson(this.root === undefined ? 'is empty' : 'ends in the middle');
  }

  /** Goes on to what follows the string, or to the end of the piece. */
  private readString(piece: Buffer, from: number): number {
    const isName = this.isName;
    let escaped = this.escaped;
    for (let i = from; i < piece.length; i++) {
      const byte = piece[i]!;
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.inString = this.escaped = false;
        return i + 1;
      }
      if (isName && this.name.length < LONGEST_KEY) this.name.push(byte);
    }
    this.escaped = escaped;
    return piece.length;
  }

  /** Goes on behind the next byte that means something. */
  private readOthers(piece: Buffer, from: number): number {
    // Within a value, digits and letters mean nothing.
    const isInside = this.start >= 0 || (this.depth > 0 && this.depth !== this.within);
    let i = from;
    while (
      i < piece.length &&
      (MEANINGS[piece[i]!]! === SPACE || (isInside && MEANINGS[piece[i]!]! === PLAIN))
    )
      i++;
    if (i === piece.length) return i;
    const byte = piece[i]!;
    if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.leave(byte, piece, i);
    else this.enter(byte, i);
    return i + 1;
  }

  /** Whether a string that is read here is the name of a value of the outermost object. */
  private get isName(): boolean {
    return this.depth === 1 && this.root === 'object' && this.key === undefined;
  }

  private enter(byte: number, i: number): void {
    if (this.done) throw new BadJson('has something behind its end');
    if (this.within > 0 && this.depth === this.within && this.start < 0) this.start = this.offset + i;
    if (byte === QUOTE) {
      this.inString = true;
      if (this.isName) this.name = [];
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.deeper(byte);
    else if (this.depth === 0) throw new BadJson('is no JSON');
    else if (byte === COLON && this.isName) {
      this.key = Buffer.from(this.name).toString('utf8');
      this.keys.push(this.key);
    }
  }

  private deeper(byte: number): void {
    if (this.depth >= DEEPEST) throw new BadJson(`is nested more than ${DEEPEST} deep`);
    this.open[this.depth++] = byte;
    const isList = byte === OPEN_LIST;
    if (this.depth === 1) this.root = isList ? 'array' : 'object';
    if (!isList || this.within > 0) return;
    if (this.depth === 1 && this.wants('')) this.within = 1;
    if (this.depth === 2 && this.key !== undefined && this.wants(this.key)) this.within = 2;
  }

  private leave(byte: number, piece: Buffer, i: number): void {
    if (this.depth === 0) throw new BadJson(this.done ? 'has something behind its end' : 'is no JSON');
    if (this.start >= 0 && this.depth === this.within) this.finish(piece, i);
    if (byte === COMMA) {
      if (this.depth === 1) this.key = undefined;
      return;
    }
    const opened = this.open[this.depth - 1]!;
    if ((opened === OPEN_LIST) !== (byte === CLOSE_LIST)) throw new BadJson('has brackets that do not match');
    if (this.depth === this.within) this.within = 0;
    this.depth -= 1;
    if (this.depth === 0) this.done = true;
  }

  private finish(piece: Buffer, i: number): void {
    this.keep(piece.subarray(Math.max(0, this.start - this.offset), i));
    const [only] = this.parts;
    const bytes = this.parts.length === 1 ? only! : Buffer.concat(this.parts);
    this.element(this.key ?? '', this.start, bytes);
    this.start = -1;
    this.parts = [];
    this.size = 0;
  }

  private keep(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.size > LARGEST_ELEMENT)
      throw new BadJson(`has an element of more than ${LARGEST_ELEMENT / 1024 / 1024} MB`);
    this.parts.push(bytes);
  }
}
