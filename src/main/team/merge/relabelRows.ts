import { inflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors/AppError.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import { packLabels } from '../../image/mask/packLabels.ts';
import { encodeVocPng } from '../../image/mask/encodeVocPng.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import type { RawRow, RowsOfImage } from '../../project/ImageRows.ts';

/** Made again from what is there, and of labels that may mean something else now. */
const MADE_AGAIN = ['refined', 'risk', 'figure', 'agreement', 'lesson'];

/**
 * Rows of an image under the labels of another project. What would be made again anyway is left out where labels differ.
 *
 * @param to by label, the one of that project, `uint8[256]`
 * @param where names the image
 * @throws AppError `project-invalid` for what cannot be read
 */
export function relabelRows(rows: RowsOfImage, to: Uint8Array, where: string): RowsOfImage {
  if (to.every((label, i) => label === i)) return rows;
  const one = (label: number): number => to[label] ?? label;
  const list = (text: unknown): string => JSON.stringify((JSON.parse(String(text)) as number[]).map(one));
  const keyed = (value: unknown): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(value ?? {}).map(([label, item]) => [String(one(Number(label))), item]),
    );
  const packed = (bytes: unknown, area: number): Uint8Array =>
    packLabels(throughTable(inflateRawSync(bytes as Uint8Array, { maxOutputLength: area }), to));
  const rules: Record<string, (row: RawRow, image: RawRow) => RawRow> = {
    image: (row) => ({
      ...row,
      tags: row['tags'] === null ? null : list(row['tags']),
      thresholds: JSON.stringify(keyed(JSON.parse(String(row['thresholds'])))),
    }),
    score: (row) => ({ ...row, labels: list(row['labels']) }),
    suggestion: (row) => ({
      ...row,
      said: JSON.stringify(
        (JSON.parse(String(row['said'])) as [number, number][]).map(([label, p]) => [one(label), p]),
      ),
    }),
    given: (row, image) => ({
      ...row,
      written: list(row['written']),
      labels: packed(row['labels'], Number(image['width']) * Number(image['height'])),
    }),
    stroke: (row) => {
      const area = Number(row['width']) * Number(row['height']);
      return {
        ...{ ...row, label: one(Number(row['label'])) },
        ...{ before: packed(row['before'], area), after: packed(row['after'], area) },
        labels: row['labels'] === null ? null : list(row['labels']),
      };
    },
    label: (row) => {
      const { width, height, data } = readIndexMask(row['png'] as Uint8Array, where);
      const said = JSON.parse(String(row['provenance'])) as { thresholds?: unknown; labels?: number[] };
      const provenance = {
        ...{ ...said, thresholds: keyed(said.thresholds) },
        ...(said.labels && { labels: said.labels.map(one).sort((a, b) => a - b) }),
      };
      return {
        ...row,
        png: encodeVocPng({ width, height, data: throughTable(data, to) }),
        provenance: JSON.stringify(provenance),
      };
    },
  };
  const [image] = rows.get('image')!;
  try {
    return new Map(
      [...rows]
        .filter(([table]) => !MADE_AGAIN.includes(table))
        .map(([table, items]) => {
          const rule = rules[table];
          return [table, rule ? items.map((row) => rule(row, image!)) : items] as const;
        }),
    );
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('project-invalid', `${where} has rows that cannot be read. Restore a copy.`, {
      cause,
    });
  }
}
