import type { ExportReport } from '../../../shared/export/exportReport.ts';
import type { LeftOut, WrittenImages } from './writeImages.ts';

/** What an export has done, counted. */
export function exportReport(
  out: string,
  classes: readonly { label: number; name: string }[],
  { images, split }: WrittenImages,
  { skipped, warnings }: LeftOut,
): ExportReport {
  const copied = images.filter((image) => image.copied).length;
  return {
    out,
    images: images.length,
    train: split.train.length,
    val: split.val.length,
    copied,
    reencoded: images.length - copied,
    perClass: classes.map(({ label, name }) => ({
      name,
      images: images.filter(({ labels }) => labels.includes(label)).length,
    })),
    ...{ skipped, warnings },
  };
}
