import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { labelMapOf } from '../src/main/annotate/labelMapOf.ts';
import { findExporter } from '../src/main/formats/exporters.ts';
import { readSource } from '../src/main/formats/readSource.ts';
import { runExport } from '../src/main/formats/runExport.ts';
import type { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { VOC_CLASSES } from '../src/shared/classes/vocClasses.ts';
import { BACKGROUND, isClass, VOID } from '../src/shared/labels/labelCodes.ts';
import type { ImportReport } from '../src/shared/import/importReport.ts';
import { exportFormat } from './exportFormat.ts';
import { imported } from './importedMasks.ts';
import { noEdges } from './noEdges.ts';
import { PICTURE, PLAIN_PICTURE, paintedProject } from './paintedProject.ts';
import { photographProject } from './photographProject.ts';
import { shared } from './sharedData.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** All photographs that have masks are 260: `CAMWEAVE_ROUND_TRIP=260 npx vitest run testing/formatRoundTrip.test.ts` prints a line for each format. */
const COUNT = Number(process.env['CAMWEAVE_ROUND_TRIP'] ?? 6);

const WAYS: readonly [format: string, options: Record<string, unknown>, hasVoid: boolean][] = [
  ['voc', {}, true],
  ['png', {}, true],
  ['png', { contiguous: false }, true],
  ['coco', { segmentation: 'rle' }, false],
  ['coco', { segmentation: 'polygons' }, false],
  ['yolo', {}, false],
  ['labelme', {}, false],
  ['cvat', { shapes: 'masks' }, false],
  ['cvat', { shapes: 'polygons' }, false],
];

interface Counts {
  /** Pixels of any class. */
  labelled: number;
  void: number;
  /** Pixels that differ and were not void. */
  differing: number;
  /** Void pixels that are void again, and those that have become background. */
  keptVoid: number;
  lostVoid: number;
}

function compare(before: Uint8Array, after: Uint8Array, counts: Counts): void {
  for (let i = 0; i < before.length; i++) {
    const [from, to] = [before[i]!, after[i]!];
    if (isClass(from)) counts.labelled += 1;
    if (from !== VOID) counts.differing += from === to ? 0 : 1;
    else {
      counts.void += 1;
      if (to === VOID) counts.keptVoid += 1;
      if (to === BACKGROUND) counts.lostVoid += 1;
    }
  }
}

/** What is said of single files, without their names, and in how many. */
function kindsOf(losses: ImportReport['losses']): string {
  const kinds = new Map<string, number>();
  for (const line of losses.some)
    for (const part of line.slice(line.lastIndexOf(': ') + 2).split(/(?<=\)), /)) {
      const kind = part.replace(/ \(\d+\)$/, '');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  return [...kinds].map(([kind, files]) => `${kind} (${files} files)`).join(', ') || 'nothing';
}

describe('a painted picture that goes out and comes back', () => {
  const folder = temporaryFolder();
  const painted = paintedProject(folder);
  afterAll(() => painted.close());

  it.each(WAYS)(
    'by %s %o is the very one, but for void where it has none',
    async (format, options, hasVoid) => {
      const out = join(folder, `${format}-${Object.values(options).join('')}`);
      await exportFormat(painted, findExporter(format), { out, options, common: { provenance: true } });
      const source = await readSource(painted.meta.get('root')!, []);
      const after = photographProject(`${out}.camweave`, source, ['cat', 'dog']);
      const report = await imported(after, out, { as: 'accepted' });
      expect([report.images, report.masks]).toEqual([1, 1]);
      expect([report.masksWithoutImage.count, report.unclear.count, report.unreadable.count]).toEqual([
        0, 0, 0,
      ]);
      expect(labelMapOf(after, after.images.all()[0]!)).toMatchMask(hasVoid ? PICTURE : PLAIN_PICTURE);
      after.close();
    },
  );
});

describe.skipIf(!shared.present)('masks of PASCAL VOC that go out and come back', () => {
  const folder = temporaryFolder();
  let original: ProjectFile | undefined;
  afterAll(() => original?.close());

  const originals = async (): Promise<ProjectFile> => {
    if (original) return original;
    const source = await readSource(shared.vocdevkit, VOC_CLASSES);
    // Every so many of the photographs, so that few of them show many classes.
    const step = source.images.length / Math.min(COUNT, source.images.length);
    const images = source.images.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
    original = photographProject(join(folder, 'original.camweave'), { ...source, images });
    const report = await imported(original, shared.masks, { as: 'accepted' });
    expect([report.images, report.losses.count, report.unreadable.count]).toEqual([images.length, 0, 0]);
    return original;
  };

  it.each(WAYS)(
    'by %s %o are the very ones, but for void where it has none',
    async (format, options, hasVoid) => {
      const before = await originals();
      const exporter = findExporter(format);
      expect(exporter.hasVoid).toBe(hasVoid);
      const out = join(folder, `${format}-${Object.values(options).join('')}`);
      const sent = await runExport(before, exporter, {
        ...{
          out,
          states: ['accepted'],
          split: { valShare: 0.3, testShare: 0.2, seed: 1, stratify: false },
          refine: noEdges,
          options,
        },
        common: { photographs: 'link', provenance: true },
      });
      const images = before.images.all();
      expect([sent.images, sent.skipped]).toEqual([images.length, []]);

      const source = { root: before.meta.get('root')!, images, warnings: [] };
      const after = photographProject(`${out}.camweave`, {
        ...source,
        images: images.map(({ path, bytes }) => ({ path, bytes, tags: undefined })),
      });
      const report = await imported(after, out, { as: 'accepted' });
      const counts: Counts = { labelled: 0, void: 0, differing: 0, keptVoid: 0, lostVoid: 0 };
      for (const [index, image] of after.images.all().entries()) {
        expect([image.path, image.state]).toEqual([images[index]!.path, 'accepted']);
        compare(labelMapOf(before, images[index]!)!.data, labelMapOf(after, image)!.data, counts);
      }
      after.close();
      if (process.env['CAMWEAVE_ROUND_TRIP'] !== undefined)
        process.stdout.write(
          `${format} ${JSON.stringify(options)}: ${images.length} images, ${counts.labelled} labelled pixels, ${counts.differing} differ; ` +
            `${counts.void} void, ${counts.lostVoid} of them background; import names ${kindsOf(report.losses)}; export ${sent.warnings.join(' ')}\n`,
        );

      expect(counts.labelled).toBeGreaterThan(0);
      expect(counts.void).toBeGreaterThan(0);
      expect(counts.differing).toBe(0);
      expect([counts.keptVoid, counts.lostVoid]).toEqual(hasVoid ? [counts.void, 0] : [0, counts.void]);
      // What is lost is said on the way out, to the pixel; on the way in nothing is.
      const words = sent.warnings.filter((line) => line.includes('void pixels in'));
      expect(words).toHaveLength(hasVoid ? 0 : 1);
      if (!hasVoid) expect(words[0]).toContain(`${counts.void} void pixels in`);
      expect([report.images, report.strangers, report.overlaps.count]).toEqual([images.length, [], 0]);
      expect([report.unreadable.count, report.unclear.count, report.masksWithoutImage.count]).toEqual([
        0, 0, 0,
      ]);
    },
  );
});
