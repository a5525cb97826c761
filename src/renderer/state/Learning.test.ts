import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { adcam } from '../../main/models/adcam/adcam.ts';
import { packHash } from '../../main/models/adcam/adcamManifest.ts';
import { openPackOf } from '../../main/models/pack/openPack.ts';
import type { Head } from '../../main/project/HeadTable.ts';
import type { ProjectFile } from '../../main/project/ProjectFile.ts';
import { learningBasis } from '../../main/propose/learningBasis.ts';
import { parameterHash } from '../../main/propose/parameterHash.ts';
import type { Learning } from '../../shared/contract/learnRoutes.ts';
import { FIRST_TAGGING } from '../../shared/parameters/tagging.ts';

const CAT = 1;
const PACK = join(import.meta.dirname, '../../../resources/packs/default');

/** A head that has learned cats; nothing here computes with it. */
const HEAD: Head = {
  ...{
    lessons: 4,
    depth: 1,
    pooledDepth: 0,
    tagRows: [],
    labels: [CAT],
    weight: 0.4,
    threshold: 0.5,
    thresholds: [0.5],
  },
  ...{ examples: [4], expected: { before: 0.6, after: 0.7, error: 0.05 } },
  ...{ weights: new Float32Array(4), tagWeights: new Float32Array() },
};

/** Gives a project the bundled pack at one scale, and images that were proposed by it with some head. */
function givePack(file: ProjectFile, head: number): { basis: string } {
  const { manifest } = openPackOf(adcam, PACK);
  const parameters = { ...file.meta.get('parameters')!, scales: [1], flip: false };
  file.transaction(() => {
    file.meta.set('pack', PACK);
    file.meta.set('parameters', parameters);
    for (const { id } of file.images.all()) {
      file.suggestions.put(id, [{ label: CAT, probability: 0.9 }]);
      file.scores.put(id, {
        ...file.scores.get(id)!,
        ...{ packHash: packHash(manifest), parameterHash: parameterHash(parameters, FIRST_TAGGING), head },
      });
    }
  });
  return { basis: learningBasis(packHash(manifest), parameters) };
}

/** A desk whose images were proposed with a head that is not in force any more. */
async function openOlder(): Promise<TestDesk> {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  givePack(test.application.projects.current.file, 3);
  return test;
}

/** What Camweave tells once a head was taught. */
function taught({ desk }: TestDesk, id: number): Learning {
  const head = { ...HEAD, id, at: new Date().toISOString(), from: null };
  return { ...desk.learning.now!, on: true, head, heads: [head], proposesWith: id };
}

/** Notes what is asked from now on, as `image.get 2`. */
function listen({ app }: TestDesk): string[] {
  const asked: string[] = [];
  const call = app.api.call.bind(app.api);
  app.api.call = (name, input, ...rest) => {
    asked.push(`${name} ${'id' in input ? input.id : ''}`.trim());
    return call(name, input, ...rest);
  };
  return asked;
}

describe('learning', () => {
  it('is switched on and off, with strokes and without, and taken back where it was', async () => {
    const test = await TestDesk.open();
    const { learning } = test.desk;
    expect(learning.now).toMatchObject({ on: false, scribbles: false, lessons: 0, head: null });
    await learning.setOn(true);
    await learning.setScribbles(true);
    expect(learning.now).toMatchObject({ on: true, scribbles: true });
    await test.key('Ctrl+Z').settled();
    expect(learning.now).toMatchObject({ on: true, scribbles: false });
    await test.key('Ctrl+Z').settled();
    expect(learning.now!.on).toBe(false);
    await test.key('Ctrl+Shift+Z').settled();
    expect((await test.reloaded()).desk.learning.now!.on).toBe(true);
  });

  it('leaves a class out, and takes that back', async () => {
    const test = await TestDesk.open();
    const { learning } = test.desk;
    expect(learning.of(CAT)).toMatchObject({ learns: true, examples: 0 });
    expect(await learning.setClass(CAT, false)).toBe(true);
    expect(learning.of(CAT)!.learns).toBe(false);
    await test.key('Ctrl+Z').settled();
    expect(learning.of(CAT)!.learns).toBe(true);
  });

  it('goes back to an earlier head until the newest is followed again', async () => {
    const made = await TestDesk.open();
    const { file } = made.application.projects.current;
    await made.key('Backspace').settled();
    const { basis } = givePack(file, 0);
    const add = (): number =>
      file.transaction(() => file.heads.add(HEAD, { at: '2026-01-01T12:00:00Z', basis }));
    file.meta.set('learning', true);
    const [earlier, newest] = [add(), add()];
    const test = await made.reloaded();
    const { learning } = test.desk;
    expect(learning.now!.heads.map(({ id }) => id)).toEqual([newest, earlier]);
    await learning.use(earlier);
    expect([learning.headId, learning.now!.pinned]).toEqual([earlier, true]);
    await test.key('Ctrl+Z').settled();
    expect(learning.now!.pinned).toBe(false);
  });

  it('what nobody answers changes nothing, and is no deed', async () => {
    const test = await TestDesk.open();
    test.line.losing = 'request';
    await test.desk.learning.setOn(true);
    test.line.losing = undefined;
    expect([test.desk.learning.now!.on, test.desk.history.canUndo]).toEqual([false, false]);
  });
});

describe('a new head', () => {
  it('has the next images prepared anew, and leaves the open one to its annotator', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png', 'grey.jpg', 'palette.png');
    const { learning } = test.desk;
    const { detail } = test.image;
    const asked = listen(test);
    test.desk.receive({ type: 'learning', learning: taught(test, 5) });
    await test.settled();
    const [, second, third] = test.desk.images.all;
    expect(asked).toEqual([`image.get ${second!.id}`, `image.get ${third!.id}`]);
    expect(test.image.detail).toBe(detail);
    expect([learning.isOffered, learning.older]).toEqual([true, 4]);
    // The same again is no other one.
    test.desk.receive({ type: 'learning', learning: { ...taught(test, 5), waiting: 1 } });
    await test.settled();
    expect([asked.length, learning.isBusy]).toEqual([2, true]);
  });

  it('offers nothing on an image that a person has worked on', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    test.desk.receive({ type: 'learning', learning: taught(test, 5) });
    const { learning } = test.desk;
    test.desk.thresholds.set(test.image, CAT, 0.3);
    expect(learning.isOffered).toBe(false);
    await test.key('D').settled();
    expect(learning.isOffered).toBe(true);
    await test.key('2').click(11, 0).settled();
    expect(learning.isOffered).toBe(false);
  });

  it('what is heard while an answer is under way is newer than the answer', async () => {
    const test = await TestDesk.open();
    const answered = test.desk.learning.load();
    test.desk.receive({ type: 'learning', learning: taught(test, 5) });
    await answered;
    expect(test.desk.learning.headId).toBe(5);
  });
});

describe('an image whose proposal is older than what was learned', () => {
  it('is proposed anew when it is opened', async () => {
    const made = await openOlder();
    const test = await made.reloaded();
    await test.settled();
    expect([test.image.detail.head, test.desk.learning.headId]).toEqual([0, 0]);
  });

  it('keeps its proposal where thresholds were moved or something was painted, until it is asked for', async () => {
    const made = await openOlder();
    const { file } = made.application.projects.current;
    const [first, second] = made.desk.images.all;
    file.transaction(() => file.images.setThresholds(first!.id, { [CAT]: 0.3 }));
    await made.desk.queue.open(second!.id);
    // Another class would be another tag, whose proposal is asked for anyway.
    await made.key('0').click(11, 0).settled();
    const test = await made.reloaded();
    expect([test.image.id, test.image.detail.head]).toEqual([first!.id, 3]);
    await test.key('D').settled();
    expect([test.state, test.image.detail.head]).toEqual(['edited', 3]);
    await test.key('N').settled();
    expect([test.state, test.image.detail.head]).toEqual(['edited', 0]);
    await test.key('A').settled();
    expect(test.image.detail.head).toBe(3);
    await test.key('N').settled();
    expect([test.image.detail.head, test.image.own]).toEqual([0, { [CAT]: 0.3 }]);
  });

  it('is shown as it was accepted when that is taken back', async () => {
    const made = await TestDesk.open('plain.jpg', 'plain.png');
    const { file } = made.application.projects.current;
    givePack(file, 0);
    const test = await made.reloaded();
    const { id } = test.image;
    const shown = test.labels.data;
    await test.key('Enter').settled();
    file.scores.put(id, { ...file.scores.get(id)!, head: 3 });
    const asked = listen(test);
    await test.key('Ctrl+Z').settled();
    expect([test.image.id, test.state]).toEqual([id, 'proposed']);
    expect(asked).not.toContain(`image.propose ${id}`);
    expect([...test.labels.data]).toEqual([...shown]);
    expect(test.desk.learning.isOffered).toBe(true);
  });
});
