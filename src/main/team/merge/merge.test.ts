import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lessonFor } from '../../../../testing/lessonFor.ts';
import { noEdges } from '../../../../testing/noEdges.ts';
import { projectRows } from '../../../../testing/projectRows.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { decideOn } from '../../annotate/decideOn.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import { Strokes } from '../../annotate/Strokes.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { lessonKey } from '../../propose/lessonKey.ts';
import type { Decision } from '../../../shared/images/imageState.ts';
import type { Place } from '../../../shared/objects/ObjectEdit.ts';
import { assignProject } from '../assign/assignProject.ts';
import type { MergeReport } from './mergeProjects.ts';
import { mergeProjects } from './mergeProjects.ts';

const FILES = ['grey.jpg', 'plain.jpg', 'rgb16.png', 'plain.png', 'plain.tif'];

let folder: string;
let origin: string;
let parts: Record<string, string>;

/** A project of five images, parted among two people who share two of them. */
beforeEach(async () => {
  folder = temporaryFolder();
  const project = scoredProject(folder, FILES);
  origin = project.path;
  const assigned = await assignProject(project, { people: ['anna', 'ben'], overlap: 2, seed: 3 });
  parts = Object.fromEntries(assigned.map((part) => [part.for, part.path]));
  project.close();
});

function opened<T>(path: string, work: (project: ProjectFile) => T): T {
  const project = ProjectFile.open(path);
  try {
    return work(project);
  } finally {
    project.close();
  }
}

const idsOf = (path: string): Map<string, number> =>
  opened(path, (project) => new Map(project.images.all().map((image) => [image.path, image.id])));

/** The images that both have, then those of each alone. */
function dealt(): { shared: string[]; own: Record<string, string[]> } {
  const [anna, ben] = ['anna', 'ben'].map((name) => [...idsOf(parts[name]!).keys()]) as [string[], string[]];
  return {
    shared: anna.filter((path) => ben.includes(path)),
    own: {
      anna: anna.filter((path) => !ben.includes(path)),
      ben: ben.filter((path) => !anna.includes(path)),
    },
  };
}

/** Somebody paints the upper left pixels of an image, and decides. */
async function work(
  file: string,
  image: string,
  { label = 2, pixels = 4, what }: { label?: number; pixels?: number; what?: Decision },
  author: string,
): Promise<void> {
  const project = ProjectFile.open(file);
  const found = project.images.all().find(({ path }) => path === image)!;
  const sized = { ...found, width: found.width!, height: found.height! };
  if (pixels > 0)
    new Strokes(project).add(
      sized,
      {
        ...{ label, x: 0, y: 0, width: pixels, height: 1 },
        ...{ before: new Uint8Array(pixels).fill(254), after: new Uint8Array(pixels).fill(label) },
      },
      { author },
    );
  // Times have milliseconds, and who decided last is told by them.
  await new Promise((resolve) => setTimeout(resolve, 3));
  if (what) await decideOn(project, project.images.get(found.id)!, what, { author, refine: noEdges });
  project.close();
}

async function merged(out: string, ...files: string[]): Promise<MergeReport> {
  const target = ProjectFile.open(out, { create: true });
  const inputs = files.map((file) => ProjectFile.open(file));
  try {
    return await mergeProjects(target, inputs, { refine: () => noEdges });
  } finally {
    for (const project of [target, ...inputs]) project.close();
  }
}

const fresh = (name: string): string => join(folder, `${name}.camweave`);
function copied(file: string, name: string): string {
  copyFileSync(file, fresh(name));
  return fresh(name);
}

/** Both accept the first shared image, and differ; ben rejects the second, which anna accepts; anna has one of her own, ben moves a threshold. */
async function bothWork(): Promise<void> {
  const { shared, own } = dealt();
  await work(parts['anna']!, shared[0]!, { what: 'accept', pixels: 6 }, 'anna');
  await work(parts['ben']!, shared[0]!, { what: 'accept', pixels: 2 }, 'ben');
  await work(parts['ben']!, shared[1]!, { what: 'reject' }, 'ben');
  await work(parts['anna']!, shared[1]!, { what: 'accept' }, 'anna');
  await work(parts['anna']!, own['anna']![0]!, { what: 'accept' }, 'anna');
  opened(parts['ben']!, (project) =>
    project.transaction(() => {
      const { id } = project.images.all().find(({ path }) => path === own['ben']![0])!;
      project.images.setThresholds(id, { 1: 0.3 });
      project.notes.add(
        id,
        { kind: 'verdict', text: 'edge', at: null },
        { when: '2026-01-02', author: 'ben' },
      );
      const points: [Place, Place] = [
        { x: 1, y: 1 },
        { x: 9, y: 1 },
      ];
      project.objectEdits.add(id, { kind: 'join', points }, { at: '2026-01-01', author: 'ben' });
    }),
  );
}

describe('joined parts', () => {
  it('say the same whatever their order, in one step or several, and again nothing new', async () => {
    await bothWork();
    await merged(fresh('one'), parts['anna']!, parts['ben']!);
    await merged(fresh('two'), parts['ben']!, parts['anna']!);
    await merged(fresh('three'), parts['ben']!);
    await merged(fresh('three'), parts['anna']!);
    await merged(fresh('four'), fresh('three'), parts['anna']!, parts['ben']!);
    const rows = projectRows(fresh('one'));
    expect(rows.length).toBeGreaterThan(20);
    for (const name of ['two', 'three', 'four']) expect(projectRows(fresh(name))).toEqual(rows);
    const again = await merged(fresh('one'), parts['ben']!, parts['anna']!);
    expect(again).toMatchObject({ added: 0, taken: 0, conflicts: [], images: 5 });
    expect(projectRows(fresh('one'))).toEqual(rows);

    const [whole, steps] = [copied(origin, 'five'), copied(origin, 'six')];
    const id = opened(whole, (project) => project.meta.get('id'));
    await merged(whole, parts['anna']!, parts['ben']!);
    await merged(steps, parts['ben']!);
    await merged(steps, parts['anna']!);
    expect(projectRows(steps)).toEqual(projectRows(whole));
    expect(opened(whole, (project) => project.meta.get('id'))).toBe(id);
  });

  it('have what one person alone has worked on, with strokes, decisions, frozen labels, notes, cuts and thresholds', async () => {
    await bothWork();
    const { own } = dealt();
    const report = await merged(fresh('out'), parts['anna']!, parts['ben']!);
    expect(report).toMatchObject({ images: 5, added: 5, classes: ['cat', 'dog'], otherPhotograph: [] });
    const ids = idsOf(fresh('out'));
    opened(fresh('out'), (project) => {
      const hers = ids.get(own['anna']![0]!)!;
      expect(project.images.get(hers)!.state).toBe('accepted');
      expect(project.decisions.last(hers)).toMatchObject({ what: 'accept', author: 'anna' });
      expect(project.rows.deeds(hers).map(({ what, author }) => [what, author])).toEqual([
        ['stroke', 'anna'],
        ['accept', 'anna'],
      ]);
      const map = labelMapOf(project, project.images.get(hers)!)!;
      expect([...map.data.subarray(0, 5)]).toEqual([2, 2, 2, 2, 1]);
      const his = ids.get(own['ben']![0]!)!;
      expect(project.images.get(his)).toMatchObject({ thresholds: { 1: 0.3 }, state: 'proposed' });
      expect(project.notes.history(his)).toMatchObject([{ text: 'edge', author: 'ben', undone: false }]);
      expect(project.rows.deeds(his)).toMatchObject([{ what: 'object', author: 'ben' }]);
    });
  });

  it('show what was decided last, keep the other beside it, and flag what differs', async () => {
    await bothWork();
    const { shared } = dealt();
    const { conflicts } = await merged(copied(origin, 'out'), parts['anna']!, parts['ben']!);
    expect(conflicts.toSorted((a, b) => shared.indexOf(a.path) - shared.indexOf(b.path))).toEqual([
      { path: shared[0], shown: 'ben', other: 'anna', iou: expect.closeTo(0.5, 0) as number },
      { path: shared[1], shown: 'anna', other: 'ben', iou: null },
    ]);
    const ids = idsOf(fresh('out'));
    opened(fresh('out'), (project) => {
      const [first, second] = shared.map((path) => project.images.get(ids.get(path)!)!);
      const [rival] = project.rivals.list(first!.id);
      expect(rival).toMatchObject({ author: 'anna', what: 'accept' });
      const area = first!.width! * first!.height!;
      expect([...project.rivals.labels(first!.id, 'anna', area)!.subarray(0, 7)]).toEqual([
        2, 2, 2, 2, 2, 2, 0,
      ]);
      expect([...labelMapOf(project, first!)!.data.subarray(0, 3)]).toEqual([2, 2, 1]);
      expect(project.notes.history(first!.id)).toMatchObject([
        {
          kind: 'flag',
          text: expect.stringMatching(/^Two annotators differ: ben and anna, IoU 0\.\d\d$/) as string,
        },
      ]);
      expect(project.notes.history(second!.id)).toMatchObject([
        { text: 'Two annotators differ: anna has accepted it, ben has rejected it' },
      ]);
    });
  });

  it('keep what a reviewer has decided since, and what was said of a difference stays taken back', async () => {
    await bothWork();
    const out = fresh('out');
    await merged(out, parts['anna']!, parts['ben']!);
    const [path] = dealt().shared;
    opened(out, (project) =>
      project.transaction(() => {
        const { id } = project.images.all().find((image) => image.path === path)!;
        project.notes.setUndone(project.notes.history(id)[0]!.id, true);
      }),
    );
    await work(out, path!, { what: 'reopen', pixels: 0 }, 'lead');
    await work(out, path!, { what: 'accept', pixels: 0 }, 'lead');
    const before = projectRows(out);
    const report = await merged(out, parts['anna']!, parts['ben']!);
    expect([report.taken, report.conflicts]).toEqual([0, []]);
    expect(projectRows(out)).toEqual(before);
  });

  it('where both agree nobody is asked, and both still count for agreement', async () => {
    const [path] = dealt().shared;
    for (const name of ['anna', 'ben']) await work(parts[name]!, path!, { what: 'accept' }, name);
    const { conflicts } = await merged(fresh('out'), parts['anna']!, parts['ben']!);
    expect(conflicts).toEqual([]);
    opened(fresh('out'), (project) => {
      expect(project.rivals.list()).toMatchObject([{ author: 'anna', note: null }]);
      expect(project.notes.all()).toEqual([]);
    });
  });

  it('take what a person has done since, and what was only painted gives way to a decision', async () => {
    const [path, other] = dealt().shared;
    await work(parts['ben']!, path!, {}, 'ben');
    await work(parts['anna']!, path!, { what: 'accept', pixels: 0 }, 'anna');
    await work(parts['anna']!, other!, { what: 'accept', pixels: 0 }, 'anna');
    const out = copied(origin, 'out');
    await merged(out, parts['ben']!, parts['anna']!);
    const id = idsOf(out).get(path!)!;
    opened(out, (project) => {
      expect(project.images.get(id)!.state).toBe('accepted');
      expect(project.rivals.list(id)).toMatchObject([{ author: 'ben', what: 'edit' }]);
    });
    await work(parts['anna']!, other!, { what: 'reopen', pixels: 0 }, 'anna');
    await work(parts['ben']!, path!, { what: 'accept', label: 1 }, 'ben');
    expect((await merged(out, parts['ben']!, parts['anna']!)).taken).toBe(2);
    opened(out, (project) => {
      expect(project.images.all().find((image) => image.path === other)!.state).toBe('proposed');
      expect(project.decisions.last(id)).toMatchObject({ author: 'ben' });
      expect(project.rivals.list(id)).toMatchObject([{ author: 'anna', what: 'accept' }]);
    });
  });

  it('have classes by their names, whatever labels they have in a part, those that are gone too', async () => {
    const { own } = dealt();
    opened(parts['ben']!, (project) =>
      project.transaction(() => {
        project.classes.setBecomes(2, 0);
        project.classes.add({ label: 3, name: 'owl', colour: '#000080', threshold: 0.4 });
      }),
    );
    opened(parts['anna']!, (project) =>
      project.transaction(() =>
        project.classes.add({ label: 3, name: 'cow', colour: '#808000', threshold: 0.5 }),
      ),
    );
    await work(parts['anna']!, own['anna']![0]!, { what: 'accept', label: 3 }, 'anna');
    await work(parts['ben']!, own['ben']![0]!, { what: 'accept', label: 3 }, 'ben');
    opened(parts['ben']!, (project) => project.transaction(() => project.classes.setBecomes(2, null)));
    await work(parts['ben']!, own['ben']![0]!, { what: 'reopen', pixels: 0 }, 'ben');
    await work(parts['ben']!, own['ben']![0]!, { what: 'accept', label: 2, pixels: 2 }, 'ben');
    opened(parts['ben']!, (project) => project.transaction(() => project.classes.setBecomes(2, 0)));
    const report = await merged(copied(origin, 'out'), parts['ben']!, parts['anna']!);
    expect(report.classes).toEqual(['cow', 'owl']);
    const ids = idsOf(fresh('out'));
    opened(fresh('out'), (project) => {
      expect(project.classes.all().map(({ label, name }) => `${label} ${name}`)).toEqual([
        ...['1 cat', '2 dog', '3 cow', '4 owl'],
      ]);
      expect(project.classes.gone()).toMatchObject([{ name: 'dog', becomes: 0 }]);
      const upper = (path: string): number[] => [
        ...labelMapOf(project, project.images.get(ids.get(path)!)!)!.data.subarray(0, 6),
      ];
      expect(upper(own['anna']![0]!)).toEqual([3, 3, 3, 3, 1, 1]);
      expect(upper(own['ben']![0]!)).toEqual([0, 0, 4, 4, 1, 1]);
      const { strokes, images } = project;
      const { id, width, height } = images.get(ids.get(own['ben']![0]!)!)!;
      expect([...strokes.humanLayer(id, width!, height!).subarray(0, 5)]).toEqual([0, 0, 4, 4, 254]);
    });
  });

  it('keep lessons of accepted images that fit, under the acceptance that they have now', async () => {
    const [path] = dealt().own['anna']!;
    await work(parts['anna']!, path!, { what: 'accept' }, 'anna');
    const keyIn = (file: string, change: boolean): string =>
      opened(file, (project) =>
        project.transaction(() => {
          if (change) project.meta.set('packHash', 'pack');
          const image = project.images.all().find((item) => item.path === path)!;
          const madeOf = lessonKey('pack', project.meta.get('parameters')!, {
            ...{ contentHash: image.contentHash, decided: project.decisions.last(image.id)!.id },
          });
          if (change) project.lessons.put({ ...lessonFor(image.id, 1), madeOf });
          return madeOf;
        }),
      );
    keyIn(parts['anna']!, true);
    await merged(fresh('out'), parts['anna']!, parts['ben']!);
    const id = idsOf(fresh('out')).get(path!)!;
    const key = keyIn(fresh('out'), false);
    expect(opened(fresh('out'), (project) => project.lessons.madeOf())).toEqual(new Map([[id, key]]));
    await merged(copied(origin, 'other'), parts['anna']!);
    expect(opened(fresh('other'), (project) => project.lessons.count())).toBe(0);
  });

  it('keep two files of the same content apart, where nobody has moved the folder', async () => {
    const { own } = dealt();
    for (const name of ['anna', 'ben'])
      opened(parts[name]!, (project) =>
        project.transaction(() => {
          const image = project.images.all().find((item) => item.path === own[name]![0])!;
          project.images.setContent(image.id, { width: 3, height: 3, contentHash: 'copied' });
        }),
      );
    await merged(fresh('out'), parts['anna']!, parts['ben']!);
    expect([...idsOf(fresh('out')).keys()].sort()).toEqual(FILES.toSorted());
  });

  it('are of one project, and of the same photographs', async () => {
    const other = scoredProject(temporaryFolder(), ['grey.jpg']);
    const { path } = other;
    other.close();
    await expect(merged(fresh('out'), parts['anna']!, path)).rejects.toThrow('is of another project than');
    const [shared] = dealt().shared;
    opened(parts['ben']!, (project) =>
      project.transaction(() => {
        const { id } = project.images.all().find((image) => image.path === shared)!;
        project.images.setContent(id, { width: 3, height: 3, contentHash: 'another' });
      }),
    );
    const report = await merged(fresh('two'), parts['anna']!, parts['ben']!);
    expect(report.otherPhotograph).toEqual([shared]);
  });
});
