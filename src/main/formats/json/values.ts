/** An object of JSON, of whose fields nobody knows what they are. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name or a number that stands for something; undefined for whatever else. */
export function idIn(value: unknown): string | number | undefined {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
    ? value
    : undefined;
}

/** Width and height where both are whole numbers above 0; undefined else. */
export function sizeIn(width: unknown, height: unknown): { width: number; height: number } | undefined {
  const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
  return isLength(width) && isLength(height) ? { width, height } : undefined;
}

/** The value that a text of JSON is; undefined, which no such text is, where it is none. */
export function parseJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
