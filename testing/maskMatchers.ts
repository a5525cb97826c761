import { expect } from 'vitest';
import type { IndexMask } from '../src/main/image/mask/readIndexMask.ts';
import { UNTOUCHED, VOID } from '../src/shared/labels/labelCodes.ts';

/** A mask from a picture: rows parted by `/`, digits are labels, `v` is void, `.` untouched. */
export function mask(picture: string): IndexMask {
  const rows = picture.split('/');
  const code = (sign: string): number => (sign === 'v' ? VOID : sign === '.' ? UNTOUCHED : Number(sign));
  const data = Uint8Array.from(rows.flatMap((row) => [...row].map(code)));
  return { width: rows[0]!.length, height: rows.length, data };
}

/** The picture of a mask. */
export function pictureOf({ width, data }: Pick<IndexMask, 'width' | 'data'>): string {
  const sign = (label: number): string => (label === VOID ? 'v' : label === UNTOUCHED ? '.' : String(label));
  const rows = Array.from({ length: data.length / width }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), sign).join(''),
  );
  return rows.join('/');
}

interface MaskMatchers<R> {
  /** Compares a mask with a picture such as `111/100`. */
  toMatchMask(picture: string): R;
}

declare module 'vitest' {
  interface Matchers<R, T> extends MaskMatchers<R> {
    /** Only names the type parameters, which every declaration of this interface has to share. */
    readonly __received?: T;
  }
}

expect.extend({
  toMatchMask(received: IndexMask, picture: string) {
    const actual = pictureOf(received);
    const show = (text: string): string => text.split('/').join('\n  ');
    return {
      pass: actual === picture,
      message: () => `expected the mask\n  ${show(actual)}\nto be\n  ${show(picture)}`,
    };
  },
});
