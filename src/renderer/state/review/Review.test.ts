import { describe, expect, it, vi } from 'vitest';
import { TestDesk } from '../../../../testing/TestDesk.ts';

const FILES = ['plain.jpg', 'plain.png', 'grey.jpg', 'palette.png'];
async function openReview(): Promise<TestDesk> {
  const test = await TestDesk.open(...FILES);
  await test.desk.review.open();
  test.desk.review.list.order = 'name';
  test.desk.review.choice.focus(test.desk.images.all[0]!.id);
  return test;
}
const states = ({ desk }: TestDesk): string[] => desk.images.all.map(({ state }) => state);
const focused = ({ desk }: TestDesk): string | undefined => desk.review.choice.focused?.path;

describe('in the review room', () => {
  it('keys decide about the image in hand and go on; whoever is fast decides about the next one meanwhile', async () => {
    const test = await openReview();
    await test.key('Enter').key('Backspace').settled();
    await expect.poll(() => states(test)).toEqual(['accepted', 'rejected', 'proposed', 'proposed']);
    expect(focused(test)).toBe('plain.jpg');
    test.key('Ctrl+Z');
    await expect.poll(() => states(test)).toEqual(['accepted', 'proposed', 'proposed', 'proposed']);
    test.key('Ctrl+Shift+Z');
    await expect.poll(() => states(test)).toEqual(['accepted', 'rejected', 'proposed', 'proposed']);
  });

  it('many are decided as one deed, and what cannot be decided says so', async () => {
    const test = await openReview();
    const { review } = test.desk;
    await test.key('Ctrl+A').key('Enter').settled();
    await expect.poll(() => states(test)).toEqual(FILES.map(() => 'accepted'));
    await review.history.undo();
    await expect.poll(() => states(test)).toEqual(FILES.map(() => 'proposed'));
    await review.decide('reopen');
    expect(test.app.notices.notice).toContain('nothing to reopen');
  });

  it('verdicts and flags are kept with the project, found by their filter, and taken back', async () => {
    const test = await openReview();
    const { review } = test.desk;
    test.key('1');
    await expect.poll(() => review.notes.byImage.size).toBe(1);
    await review.verdict('own words');
    review.list.note = 'own words';
    expect(review.list.shown.map(({ path }) => path)).toEqual(['grey.jpg']);
    review.list.clear();
    expect(review.list.shown.length).toBe(4);
    expect(test.application.projects.current.file.notes.all().length).toBe(2);
    await review.history.undo();
    await review.history.undo();
    expect(test.application.projects.current.file.notes.all()).toEqual([]);
    await review.history.redo();
    expect(review.notes.byImage.get(test.desk.images.all[0]!.id)?.[0]?.text).toBe('wrong-class');
  });

  it('a threshold that is tried is used by the project or by those that are chosen, and taken back', async () => {
    const test = await openReview();
    const { review, project, images } = test.desk;
    const threshold = (): number => project.classes.find(({ label }) => label === 1)!.threshold;
    const before = threshold();
    await review.threshold.choose(1);
    expect(review.threshold.histogram?.images).toBe(4);
    review.threshold.try(0.125);
    await review.threshold.applyToProject();
    expect(threshold()).toBe(0.125);
    await review.history.undo();
    expect(threshold()).toBe(before);
    const [first, second] = images.all;
    review.tiles.want([first!.id, second!.id]);
    await expect.poll(() => review.tiles.get(second!.id)?.own).toEqual([false]);
    review.choice.toggle(second!.id);
    review.threshold.try(0.25);
    await review.applyToChosen();
    const own = (): unknown => test.application.projects.current.file.images.get(second!.id)!.thresholds;
    expect(own()).toEqual({ 1: 0.25 });
    await review.history.undo();
    expect(own()).toEqual({});
  });

  it('images keep their places while risks change, and risks are asked for once however often that is told', async () => {
    const test = await TestDesk.open(...FILES);
    const { desk, application } = test;
    const { file, judging } = application.projects.current;
    // Only what is put here counts.
    judging.close();
    const put = (...risks: number[]): void =>
      file.transaction(() =>
        desk.images.all.forEach(({ id }, i) =>
          file.risks.put(id, {
            ...{ basis: 'made up', risk: risks[i]!, scores: {}, classes: [], components: [] },
          }),
        ),
      );
    const tell = (changes: number): void =>
      desk.receive({ type: 'risks', progress: { done: 4, total: 4, problem: null, changes } });
    const shown = (): string[] => desk.review.list.shown.map(({ path }) => path);
    put(0.1, 0.2, 0.3, 0.4);
    const opening = desk.review.open();
    expect(shown()).toEqual([]);
    await opening;
    const byRisk = desk.images.all.map(({ path }) => path).reverse();
    expect(shown()).toEqual(byRisk);
    put(0.8, 0.7, 0.6, 0.5);
    const listed = vi.spyOn(file.risks, 'list');
    for (let changes = 4; changes < 14; changes++) tell(changes);
    tell(13);
    const riskOfFirst = (): number | undefined => desk.review.facts.riskOf(desk.images.all[0]!.id);
    await expect.poll(riskOfFirst).toBe(0.8);
    await desk.review.facts.load();
    // The first time, once more for all that were told meanwhile, and the time above.
    expect(listed.mock.calls.length).toBeLessThanOrEqual(3);
    expect(shown()).toEqual(byRisk);
    desk.review.list.order = 'risk';
    expect(shown()).toEqual(byRisk.toReversed());
  });

  it('tiles show what is shown on the desk, and say why where nothing can be', async () => {
    const test = await openReview();
    const { review } = test.desk;
    const { id } = test.image;
    review.tiles.want([id]);
    await expect.poll(() => review.tiles.get(id)).toBeDefined();
    const { width, height, labels } = review.tiles.get(id)!;
    expect({ width, height, data: labels }).toMatchMask(pictureOf(test));
  });
});

/** The labels of the open image: as large as its tile. */
function pictureOf(test: TestDesk): string {
  const { width, data } = test.labels;
  return Array.from({ length: data.length / width }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)].join(''),
  ).join('/');
}
