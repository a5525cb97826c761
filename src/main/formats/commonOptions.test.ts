import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../testing/exportFormat.ts';
import { mask } from '../../../testing/maskMatchers.ts';
import { paintedProject, PICTURE } from '../../../testing/paintedProject.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { commonOptionsSchema } from '../../shared/export/commonOptions.ts';
import { updateState } from '../annotate/updateState.ts';
import { readIndexMask } from '../image/mask/readIndexMask.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { EXPORTERS } from './exporters.ts';
import { pngExporter } from './png/pngExporter.ts';

const BY = { at: '2026-01-01T00:00:00Z', author: 'anna' };
const recordOf = (out: string) => {
  const text = readFileSync(join(out, 'camweave.json'), 'utf8');
  const record = JSON.parse(text) as { images: Record<string, unknown>[] } & Record<string, unknown>;
  return { text, ...record };
};
const maskOf = (out: string, id: string, folder = 'masks') =>
  readIndexMask(readFileSync(join(out, folder, `${id}.png`)), id);
const idOf = (project: ProjectFile, path: string): number =>
  project.images.all().find((image) => image.path === path)!.id;

describe('what every format takes', () => {
  it('has names that no option of a format has', () => {
    const common = Object.keys(commonOptionsSchema.shape);
    for (const { id, options } of EXPORTERS)
      for (const key of Object.keys(options.shape)) expect(common, id).not.toContain(key);
  });

  it('links the very photographs and copies where they are encoded anew, or leaves them', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder, ['plain.jpg', 'exif6.jpg', 'cmyk.jpg']);
    const source = join(folder, 'photos', 'plain.jpg');
    const linked = join(folder, 'linked');
    const { report } = await exportFormat(project, pngExporter, {
      ...{ out: linked, common: { photographs: 'link' } },
    });
    expect(report).toMatchObject({ copied: 0, linked: 2, reencoded: 1, warnings: [] });
    expect(statSync(join(linked, 'images', 'plain.jpg')).ino).toBe(statSync(source).ino);
    expect(statSync(join(linked, 'images', 'exif6.jpg')).nlink).toBe(1);
    const left = join(folder, 'left');
    await exportFormat(project, pngExporter, { out: left, common: { photographs: 'leave' } });
    expect(existsSync(join(left, 'images'))).toBe(false);
    expect(recordOf(left).images[0]).toMatchObject({ photograph: { how: 'left' } });
    project.close();
  });

  it('links the photograph itself where there is a link to it', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const [photo, elsewhere] = [join(folder, 'photos', 'plain.jpg'), join(folder, 'elsewhere.jpg')];
    writeFileSync(elsewhere, readFileSync(photo));

    rmSync(photo);
    symlinkSync(elsewhere, photo);
    const out = join(folder, 'out');
    await exportFormat(project, pngExporter, { out, common: { photographs: 'link' } });
    expect(statSync(join(out, 'images', 'plain.jpg')).ino).toBe(statSync(elsewhere).ino);
    project.close();
  });

  it('copies a photograph that cannot be linked, and says so', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    // Folders of the system hold no links of users' files: another disk, or one without links.
    const other = '/dev/shm';
    if (!existsSync(other) || statSync(other).dev === statSync(folder).dev) return project.close();
    const out = join(other, basename(folder));
    try {
      const { report } = await exportFormat(project, pngExporter, { out, common: { photographs: 'link' } });
      expect(report).toMatchObject({ copied: 1, linked: 0 });
      expect(report.warnings.join()).toContain(
        '1 photograph could not be linked, so copied: plain.jpg, because it lies on another disk.',
      );
    } finally {
      rmSync(out, { recursive: true, force: true });
      project.close();
    }
  });

  it('leaves out images that are in no list where there is one for training', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder, ['plain.jpg', 'exif6.jpg', 'cmyk.jpg']);
    const out = join(folder, 'out');
    const { report } = await exportFormat(project, pngExporter, {
      ...{ out, split: { train: ['plain'], val: ['exif6'], test: [] } },
    });
    expect(report).toMatchObject({ images: 2, train: 1, val: 1, test: 0 });
    expect(report.warnings).toEqual(['Left out, because they are in none of the lists: 1 image.']);
    expect(recordOf(out).images.map(({ id, part }) => [id, part])).toEqual([
      ...[
        ['exif6', 'val'],
        ['plain', 'train'],
      ],
    ]);
    project.close();
  });

  it('changes classes, and makes small objects void', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    await exportFormat(project, pngExporter, {
      ...{ out, classes: [{ from: 'dog', to: 'cat' }], common: { smallestArea: 2 } },
    });
    const rows = PICTURE.replaceAll('2', '1').split('/');
    rows[6] = '0000000v0000';
    rows[7] = '00000000000v';
    expect(maskOf(out, 'plain')).toMatchMask(rows.join('/'));
    project.close();
  });
});

describe('where pixels come from', () => {
  it('tells proposed, learned, given, painted, clicked and void apart', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'exif6.jpg', 'cmyk.jpg']);
    const [plain, learned, given] = ['plain.jpg', 'exif6.jpg', 'cmyk.jpg'].map((path) =>
      idOf(project, path),
    ) as [...[number, number, number]];
    const before = new Uint8Array(4).fill(254);
    const square = { width: 2, height: 2, before };
    project.transaction(() => {
      const scores = project.scores.get(learned)!;
      project.scores.put(learned, { ...scores, head: 1 });
      project.given.put(given, { origin: 'SEAM', labels: new Uint8Array(96), at: BY.at });
      project.strokes.add(plain, { ...square, label: 2, x: 0, y: 0, after: Uint8Array.of(2, 2, 254, 2) }, BY);
      project.strokes.add(
        plain,
        { ...square, label: 1, x: 4, y: 0, after: new Uint8Array(4).fill(1), clicked: true },
        BY,
      );
      project.strokes.add(
        plain,
        { ...square, label: 255, x: 8, y: 0, after: new Uint8Array(4).fill(255) },
        BY,
      );
      updateState(project, plain);
    });
    const out = join(folder, 'out');
    await exportFormat(project, pngExporter, { out, common: { provenance: true } });
    const blank = (digit: string): string => Array.from({ length: 8 }, () => digit.repeat(12)).join('/');
    const rows = blank('0').split('/');
    rows[0] = '33004400vv00';
    rows[1] = '03004400vv00';
    expect(maskOf(out, 'plain', 'provenance')).toMatchMask(rows.join('/'));
    expect(maskOf(out, 'exif6', 'provenance')).toMatchMask(blank('1'));
    expect(maskOf(out, 'cmyk', 'provenance')).toMatchMask(blank('2'));
    const { provenance } = recordOf(out) as { provenance?: { legend: { id: string; value: number }[] } };
    expect(provenance!.legend.map(({ id, value }) => `${id} ${value}`)).toEqual([
      ...['proposed 0', 'learned 1', 'given 2', 'brush 3', 'click 4', 'void 255'],
    ]);
    project.close();
  });

  it('is read back', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { report } = await exportFormat(project, pngExporter, { out, common: { provenance: true } });
    expect(report.checked).toContain('1 provenance mask decoded and compared pixel for pixel');
    expect(mask(PICTURE).data).toHaveLength(maskOf(out, 'plain', 'provenance').data.length);
    project.close();
  });
});

describe('the record of a data set', () => {
  it('says what it was made of, and names neither folders nor, unasked, people', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    project.transaction(() => {
      project.decisions.add(1, { what: 'reject', ...BY });
      project.meta.set('pack', join(folder, 'packs', 'my-pack'));
      project.meta.set('packHash', 'abc');
      updateState(project, 1);
    });
    const out = join(folder, 'out');
    const states = ['rejected'] as const;
    await exportFormat(project, pngExporter, { out, states });
    const record = recordOf(out);
    expect(record).toMatchObject({
      ...{ made: 'Camweave', format: 'png', pack: { name: 'my-pack', hash: 'abc' } },
      classes: [{ label: 1, name: 'cat' }, { label: 2 }],
      split: { by: 'lists', counts: { train: 1, val: 0, test: 0 } },
      images: [
        {
          ...{ id: 'plain', path: 'plain.jpg', state: 'rejected', part: 'train', edited: true },
          proposal: { packHash: 'p', thresholds: { 1: 0.5 } },
          decision: { what: 'reject' },
        },
      ],
    });
    expect(record.text).not.toContain(folder);
    expect(record.text).not.toContain('anna');
    const named = join(folder, 'named');
    await exportFormat(project, pngExporter, { out: named, states, common: { authors: true } });
    expect(recordOf(named).text).toContain('anna');
    project.close();
  });
});
