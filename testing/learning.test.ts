import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteClasses, restoreClasses } from '../src/main/annotate/deleteClasses.ts';
import { changeParameters } from '../src/main/propose/setUpProject.ts';
import { AppError } from '../src/shared/errors/AppError.ts';
import { LearningProject } from './LearningProject.ts';

const PERSON = 15;
const CAT = 8;

describe('with the bundled pack and samples', () => {
  it('accepted images teach, and the others are proposed anew with what was learned', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    expect(await project.propose()).toBe(0);
    project.accept('cameraman', 'officer');
    await project.learn();
    expect(file.lessons.count()).toBe(2);
    expect(project.proposals.headId).toBe(0);

    project.accept('cat');
    file.images.setThresholds(project.image('coffee').id, { [PERSON]: 0.4 });
    await project.learn();
    const [head] = file.heads.all();
    expect(head!.lessons).toBe(3);
    expect(head!.examples[head!.labels.indexOf(PERSON)]).toBe(2);
    expect(head!.weight).toBeGreaterThan(0);
    expect(project.proposals.headId).toBe(head!.id);
    // One has thresholds of its own, so it keeps its proposal; the accepted ones are decided.
    expect(await project.propose()).toBe(2);
    expect(file.scores.taughtOf(project.image('spacesuit').id)).toMatchObject({ head: head!.id });
    expect(file.scores.taughtOf(project.image('spacesuit').id)!.dispute).toBeGreaterThanOrEqual(0);
    expect(file.scores.taughtOf(project.image('coffee').id)).toMatchObject({ head: 0 });
    expect(project.image('coffee').thresholds).toEqual({ [PERSON]: 0.4 });
  });

  it('nothing is made twice, and a start goes on from what was kept', async () => {
    const project = await LearningProject.open();
    project.accept('cameraman', 'officer', 'cat');
    await project.learn();
    const asked = project.asked;
    const again = project.newLearner();
    await again.learn();
    again.close();
    expect([project.asked, project.heads]).toEqual([asked, [1]]);
    project.reopen('cat');
    project.accept('cat');
    await project.learn();
    expect(project.asked).toBe(asked + 1);
    expect(project.heads).toEqual([1, 2]);
  });

  it('without lessons, without learning and with another attention, proposals are as they were', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    const before = file.scores.get(project.image('rocket').id)!.values;
    project.accept('cameraman', 'officer', 'cat');
    await project.learn();
    const { headId } = project.proposals;
    expect(headId).toBeGreaterThan(0);

    file.meta.set('learning', false);
    expect(project.proposals.headId).toBe(0);
    file.meta.set('learning', true);
    changeParameters(file, project.manifest, { gamma: 3 });
    expect(project.proposals.headId).toBe(0);
    changeParameters(file, project.manifest, { gamma: project.manifest.parameters.gamma });
    expect(project.proposals.headId).toBe(headId);

    project.reopen('cameraman', 'officer', 'cat');
    await project.learn();
    expect([file.lessons.count(), project.proposals.headId]).toEqual([0, 0]);
    await project.propose();
    const after = file.scores.get(project.image('rocket').id)!.values;
    expect(Buffer.compare(Buffer.from(before.buffer), Buffer.from(after.buffer))).toBe(0);
  });

  it('a class that was deleted is learned no more, one that was merged teaches the other, and both come back', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    project.accept('cameraman', 'officer', 'cat', 'spacesuit');
    await project.learn();
    const labels = (): number[] => file.heads.all()[0]!.labels;
    const examples = (label: number): number | undefined => {
      const [head] = file.heads.all();
      return head!.examples[head!.labels.indexOf(label)];
    };
    const before = labels();
    expect([before.includes(CAT), examples(CAT), examples(PERSON)]).toEqual([true, 1, 3]);
    file.transaction(() => deleteClasses(file, [CAT], 0));
    await project.learn();
    expect(labels()).toEqual(before.filter((label) => label !== CAT));
    file.transaction(() => restoreClasses(file, [CAT]));
    file.transaction(() => deleteClasses(file, [CAT], PERSON));
    await project.learn();
    expect(examples(PERSON)).toBe(4);
    file.transaction(() => restoreClasses(file, [CAT]));
    file.classes.setLearns(PERSON, false);
    await project.learn();
    expect(labels()).toEqual(before.filter((label) => label !== PERSON));
    // The networks were needed for the lessons alone.
    expect(project.asked).toBe(1);
  });

  it('a new class is proposed once five images have shown it', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    const label = 21;
    file.classes.add({ label, name: 'ground', colour: '#123456', threshold: 0.6 });
    const taught = ['cameraman', 'cat', 'coffee', 'officer', 'rocket'];
    for (const name of [...taught, 'spacesuit']) project.paint(name, label);
    // What was painted on the last one is taken back: it is to be proposed.
    file.strokes.undo(project.image('spacesuit').id);
    file.images.setState(project.image('spacesuit').id, 'proposed');
    project.accept(...taught.slice(0, 4));
    await project.learn();
    expect(project.proposals.proposable([label])).toEqual([]);
    project.accept(taught[4]!);
    await project.learn();
    expect(project.proposals.proposable([label])).toEqual([label]);
    await project.propose();
    const { id } = project.image('spacesuit');
    const scores = file.scores.get(id)!;
    expect(scores.labels).toContain(label);
    const own = scores.values
      .subarray(scores.labels.indexOf(label) * scores.grid ** 2)
      .subarray(0, scores.grid ** 2);
    const mean = (from: number): number =>
      own.slice(from, from + own.length / 2).reduce((a, b) => a + b, 0) / (own.length / 2);
    expect(mean(own.length / 2)).toBeGreaterThan(mean(0) + 0.1);
  });

  it('strokes on an image that is not accepted teach their pixels where that is switched on', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    project.accept('cameraman', 'officer', 'cat');
    project.paint('rocket', CAT);
    await project.learn();
    expect(file.lessons.count()).toBe(3);
    file.meta.set('scribbles', true);
    await project.learn();
    const lesson = file.lessons.get(project.image('rocket').id)!;
    expect(lesson.whole).toBe(false);
    const n = lesson.shareGrid ** 2;
    const row = lesson.labels.indexOf(CAT);
    // The lower half was painted; of the upper one nobody has said anything.
    expect(lesson.shares[row * n + n - 1]).toBe(255);
    expect(lesson.labels.map((_, at) => lesson.shares[at * n])).toEqual(lesson.labels.map(() => 0));
    expect(file.heads.all()[0]!.lessons).toBe(4);
  });

  it('a photograph that is gone is said, and the others teach', async () => {
    const project = await LearningProject.open();
    project.accept('cameraman', 'officer', 'cat', 'rocket');
    rmSync(join(project.file.meta.get('root')!, 'officer.jpg'));
    await project.learn();
    expect(project.problems.join()).toContain('officer.jpg');
    expect(project.file.heads.all()[0]!.lessons).toBe(3);
  });

  it('a training that is cancelled leaves the head before, and the next one is taught', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    project.accept('cameraman', 'officer', 'cat');
    await project.learn();
    project.accept('rocket');
    const stop = new AbortController();
    project.onProgress = ({ training }) => training && stop.abort();
    await expect(project.learner.learn(undefined, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(file.heads.all().map(({ id }) => id)).toEqual([1]);
    expect(project.proposals.headId).toBe(1);
    project.onProgress = () => undefined;
    project.learner.changed();
    await project.learner.idle();
    expect(file.heads.all().map(({ lessons }) => lessons)).toEqual([4, 3]);
  });

  it('a process that is killed while it trains is replaced, and the head is taught', async () => {
    const project = await LearningProject.open();
    project.accept('cameraman', 'officer', 'cat');
    await project.learn();
    const whole = project.file.heads.get(1)!;
    project.newLearner();
    let kills = 0;
    // What was held out dies with it, just before it is asked for.
    project.onJob = (job, pid) => {
      if (job === 'choose' && kills++ === 0) process.kill(pid, 'SIGKILL');
    };
    project.file.classes.setLearns(1, false);
    await project.learn();
    const again = project.file.heads.get(2)!;
    expect(kills).toBeGreaterThan(1);
    expect([again.weight, again.expected !== null]).toEqual([whole.weight, true]);
    expect(project.children.length).toBe(2);
  });

  it('a head that cannot be kept is said, and the one before stays', async () => {
    const project = await LearningProject.open();
    const { file } = project;
    project.accept('cameraman', 'officer', 'cat');
    await project.learn();
    const { add } = file.heads;
    file.heads.add = () => {
      throw new AppError('disk-full', 'There is no room.');
    };
    project.accept('rocket');
    project.learner.changed();
    await project.learner.idle();
    expect(project.learner.progress).toEqual({ waiting: 0, training: false, problem: 'There is no room.' });
    expect(project.proposals.headId).toBe(1);
    file.heads.add = add;
    project.learner.changed();
    await project.learner.idle();
    expect(project.proposals.headId).toBe(2);
    expect(project.learner.progress.problem).toBeUndefined();
  });
});
