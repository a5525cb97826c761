import { AppError } from '../../shared/errors/AppError.ts';
import type { Exporter } from './Exporter.ts';
import { cocoExporter } from './coco/cocoExporter.ts';
import { cvatExporter } from './cvat/cvatExporter.ts';
import { labelmeExporter } from './labelme/labelmeExporter.ts';
import { pngExporter } from './png/pngExporter.ts';
import { scoresExporter } from './scores/scoresExporter.ts';
import { vocExporter } from './voc/vocExporter.ts';
import { yoloExporter } from './yolo/yoloExporter.ts';

/** In the order in which they are offered; the first is the default. */
export const EXPORTERS: readonly Exporter[] = [
  vocExporter,
  cocoExporter,
  yoloExporter,
  pngExporter,
  labelmeExporter,
  cvatExporter,
  scoresExporter,
];

/** @throws AppError `invalid-input` naming the formats that there are */
export function findExporter(id: string, exporters: readonly Exporter[] = EXPORTERS): Exporter {
  const exporter = exporters.find((item) => item.id === id);
  if (exporter) return exporter;
  const known = exporters.map((item) => item.id).join(', ');
  throw new AppError(
    'invalid-input',
    `There is no format "${id}". Known ${exporters.length === 1 ? 'is' : 'are'} ${known}.`,
  );
}
