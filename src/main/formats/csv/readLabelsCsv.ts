import { parse } from 'csv-parse/sync';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import type { ClassNames } from '../dataset/ClassNames.ts';
import { readText } from '../dataset/readText.ts';

/** Class names by the first column: an image's id, file name or path. */
export type TagsById = Map<string, string[]>;

/**
 * Reads image-level labels from a CSV file with a header, in one of two shapes: a column per class with 1
 * (present), 0 (absent) or -1 (unsure, taken as absent); or two columns, id and tags, tags parted by `;`, `|`
 * or space.
 *
 * @param warnings gets a sentence for each row that makes no sense
 * @throws AppError `invalid-input` when the file is no such CSV, `not-found` when it cannot be read
 */
export function readLabelsCsv(file: string, classes: ClassNames, warnings: string[]): TagsById {
  const [header, ...rows] = parseCsv(file);
  if (!header || header.length < 2) {
    throw new AppError(
      'invalid-input',
      `${file} needs a header line: "id,cat,dog" with 1 or 0 per class below it, or "id,tags" with names below it.`,
    );
  }
  const asList = header.length === 2 && /^(tags|labels|classes)$/i.test(header[1]!.trim());
  const names = asList ? [] : header.slice(1).map((name) => classes.resolve(name, file));
  const tags: TagsById = new Map();
  rows.forEach((row, index) => {
    const id = row[0]!.trim();
    const line = `${file}, line ${index + 2}`;
    if (id === '') return;
    if (tags.has(id)) warnings.push(`${line}: "${id}" is listed twice; the last line counts.`);
    if (asList) {
      const listed = (row[1] ?? '').split(/[;|\s]+/).filter(Boolean);
      tags.set(id, [...new Set(listed.flatMap((name) => classes.resolve(name, file) ?? []))]);
      return;
    }
    const odd = row.slice(1).find((value) => !/^\s*(-?1|0|)(\.0+)?\s*$/.test(value));
    if (odd !== undefined) {
      warnings.push(`${line}: "${odd}" is none of 1, 0 and -1; the line is left out.`);
      return;
    }
    tags.set(id, [...new Set(names.flatMap((name, i) => (name && Number(row[i + 1]) === 1 ? [name] : [])))]);
  });
  return tags;
}

function parseCsv(file: string): string[][] {
  const text = readText(file);
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (cause) {
    throw new AppError('invalid-input', `${file} is not a readable CSV file: ${errorMessage(cause)}.`, {
      cause,
    });
  }
}
