import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import { expectRegularFile } from '../../image/expectRegularFile.ts';
import { explainReadError } from '../dataset/explainReadError.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import { LARGEST_ANNOTATIONS } from '../json/scanJson.ts';
import { expectNoDoctype } from '../xml/parseXml.ts';

const PIECE = 1024 * 1024;
/** Bytes that an image may have with all its shapes. */
const LARGEST_IMAGE = 64 * 1024 * 1024;
const OPEN = /<image(?=[\s/>])/g;
const TRACK = /<track(?=[\s/>])/g;
/** The longest thing that is looked for, less one: it may lie across the end of a piece. */
const OVERLAP = 16;

/**
 * Walks once through annotations of CVAT, whose size does not matter, and hands out its `<image>` elements.
 *
 * @param image gets where one begins, and its text in bytes as latin1, so that positions in it are bytes
 * @returns how many tracks, which belong to videos, it has
 * @throws AppError `not-found`, `invalid-input` naming the file, `cancelled`
 */
export async function scanImages(
  file: string,
  image: (start: number, bytes: string) => void,
  slices: TimeSlices,
): Promise<{ tracks: number }> {
  let descriptor: number | undefined;
  try {
    expectRegularFile(file, statSync(file), 'invalid-input', LARGEST_ANNOTATIONS);
    descriptor = openSync(file, 'r');
    const piece = Buffer.allocUnsafe(PIECE);
    let tracks = 0;
    /** What is not done with, and where it begins in the file. */
    let text = '';
    let start = 0;
    let end = '';
    for (let at = 0, from = 0; ;) {
      const length = readSync(descriptor, piece, 0, PIECE, at);
      if (length === 0) break;
      at += length;
      text += piece.toString('latin1', 0, length);
      end = text.slice(-64);
      for (;;) {
        OPEN.lastIndex = from;
        const begin = OPEN.exec(text)?.index;
        const gap = text.slice(from, begin ?? text.length);
        if (begin === undefined) {
          // An element that begins at the very end is found with the next piece.
          const kept = Math.min(OVERLAP, gap.length);
          expectNoDoctype(gap, file);
          tracks += countOf(gap.slice(0, gap.length - kept));
          start += text.length - kept;
          text = text.slice(text.length - kept);
          from = 0;
          break;
        }
        expectNoDoctype(gap, file);
        tracks += countOf(gap);
        const close = endOf(text, begin);
        if (close === undefined) {
          if (text.length - begin > LARGEST_IMAGE)
            throw new AppError(
              'invalid-input',
              `${file} has an image with more than ${LARGEST_IMAGE / 1024 / 1024} MB of shapes, or one without an end.`,
            );
          start += begin;
          text = text.slice(begin);
          from = 0;
          break;
        }
        image(start + begin, text.slice(begin, close));
        from = close;
      }
      await slices.pause();
    }
    if (!/<\/annotations>\s*$/.test(end))
      throw new AppError('invalid-input', `${file} ends in the middle. Write it anew.`);
    return { tracks };
  } catch (error) {
    throw explainReadError(file, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Behind the end of an element that begins somewhere; undefined where it is not there yet. */
function endOf(text: string, begin: number): number | undefined {
  const tag = text.indexOf('>', begin);
  if (tag === -1) return undefined;
  if (text[tag - 1] === '/') return tag + 1;
  const close = text.indexOf('</image>', tag);
  return close === -1 ? undefined : close + '</image>'.length;
}

function countOf(text: string): number {
  return text.match(TRACK)?.length ?? 0;
}
