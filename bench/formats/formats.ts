// How fast data sets go out and come in: `node bench/formats/formats.ts [VOCDEVKIT] [COUNT ...] [--only FORMAT,...] [--python PYTHON --labelme2voc SCRIPT]`, without a tree on photographs of noise.
// With a Python that has datumaro, and labelme's own script for VOC, those convert the same data.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generatedOriginals, labelledProject, labelmeNames, originalsOf } from './labelledProject.ts';
import type { Taken } from './runMeasured.ts';
import { runMeasured } from './runMeasured.ts';

const WORK = join(import.meta.dirname, 'work.ts');
const FORMATS: readonly [name: string, format: string, options: object][] = [
  ['VOC', 'voc', {}],
  ['index PNG', 'png', {}],
  ['COCO, run lengths', 'coco', {}],
  ['COCO, polygons', 'coco', { segmentation: 'polygons' }],
  ['YOLO', 'yolo', {}],
  ['labelme', 'labelme', {}],
  ['CVAT, masks', 'cvat', {}],
  ['CVAT, polygons', 'cvat', { shapes: 'polygons' }],
];
const DATUMARO = `import sys
from datumaro import Dataset
Dataset.import_from(sys.argv[1], "coco_instances").export(sys.argv[2], "voc_segmentation", save_media=True)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, python: { type: 'string' }, labelme2voc: { type: 'string' } },
});
const only = values.only?.split(',');
const counts = positionals.filter((word) => /^\d+$/.test(word)).map(Number);
const tree = positionals.find((word) => !/^\d+$/.test(word));
const folder = mkdtempSync(join(tmpdir(), 'camweave-formats-'));
try {
  const originals =
    tree === undefined ? await generatedOriginals(join(folder, 'originals')) : originalsOf(tree);
  for (const count of counts.length > 0 ? counts : [60]) {
    const place = join(folder, String(count));
    process.stdout.write(
      `${count} images, load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors\n`,
    );
    await measure(count, place, originals);
    rmSync(place, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(
  count: number,
  place: string,
  originals: Awaited<ReturnType<typeof generatedOriginals>>,
): Promise<void> {
  const { root, project } = await labelledProject(place, originals, count);
  const say = (what: string, { seconds, megabytes }: Taken): void =>
    void process.stdout.write(
      `  ${what.padEnd(40)} ${(count / seconds).toFixed(1).padStart(7)} images/s ${seconds.toFixed(1).padStart(7)} s ${(megabytes ?? NaN).toFixed(0).padStart(6)} MB\n`,
    );
  for (const [name, format, options] of FORMATS.filter(([, id]) => only?.includes(id) ?? true)) {
    const [out, other] = [join(place, 'out'), join(place, 'other.camweave')];
    say(
      `${name}: export`,
      await runMeasured(process.execPath, [WORK, 'export', project, out, format, JSON.stringify(options)]),
    );
    say(`${name}: import`, await runMeasured(process.execPath, [WORK, 'import', root, out, other]));
    await rivals(format, options, out, say);
    for (const gone of [out, other]) rmSync(gone, { recursive: true, force: true });
  }

  /** Others make a VOC tree of the same files. */
  async function rivals(format: string, options: object, out: string, tell: typeof say): Promise<void> {
    const { python, labelme2voc: script } = values;
    const voc = join(place, 'voc');
    if (python !== undefined && format === 'coco' && Object.keys(options).length === 0)
      tell('datumaro: COCO to VOC', await runMeasured(python, ['-c', DATUMARO, out, voc]));
    if (python !== undefined && script !== undefined && format === 'labelme') {
      const names = join(place, 'labels.txt');
      const own = join(place, 'png');
      await runMeasured(process.execPath, [WORK, 'export', project, own, 'png']);
      writeFileSync(names, labelmeNames(join(own, 'labelmap.txt')));
      rmSync(own, { recursive: true, force: true });
      const args = [script, join(out, 'images'), voc, '--labels', names, '--noviz'];
      tell('labelme2voc.py: labelme to VOC', await runMeasured(python, args));
    }
    rmSync(voc, { recursive: true, force: true });
  }
}
