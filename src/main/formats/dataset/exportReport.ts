import type { ExportReport } from '../../../shared/export/exportReport.ts';
import type { Placed } from './placePhotograph.ts';
import type { LeftOut } from './writeImages.ts';
import type { WrittenImages } from './WrittenImage.ts';

/** What an export has done, counted. */
export function exportReport(
  out: string,
  classes: readonly { label: number; name: string }[],
  { images, split }: WrittenImages,
  { skipped, warnings }: LeftOut,
  checked: string[],
): ExportReport {
  const placed = (how: Placed): number => images.filter(({ photograph }) => photograph === how).length;
  return {
    out,
    images: images.length,
    train: split.train.length,
    val: split.val.length,
    test: split.test.length,
    ...{ copied: placed('copied'), linked: placed('linked'), reencoded: placed('encoded') },
    perClass: classes.map(({ label, name }) => ({
      name,
      images: images.filter(({ labels }) => labels.includes(label)).length,
    })),
    ...{ skipped, warnings, checked },
  };
}
