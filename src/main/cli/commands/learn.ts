import { forkChild } from '../../inference/host/forkChild.ts';
import type { HeadLine } from '../../project/HeadTable.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { headToText, readHeadFile } from '../../learn/headFile.ts';
import { Learner } from '../../learn/Learner.ts';
import type { AdcamManifest } from '../../models/adcam/adcamManifest.ts';
import { packHash } from '../../models/adcam/adcamManifest.ts';
import { adcam } from '../../models/adcam/adcam.ts';
import { openPackOf } from '../../models/pack/openPack.ts';
import type { Proposer } from '../../propose/openProposer.ts';
import { LEAST_LESSONS } from '../../propose/headInForce.ts';
import { learningBasis } from '../../propose/learningBasis.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { counted } from '../../../shared/text/counted.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import { expectNewFile, writeNewFile } from '../newFile.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { print, printJson, tell } from '../terminal/output.ts';
import { percent, table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

/** `camweave learn F` */
export async function learn(projectPath: string, options: Options): Promise<number> {
  const out = textOption(options, 'export');
  const taken = textOption(options, 'import');
  if (out !== undefined && taken !== undefined)
    throw new UsageError(
      '--export and --import are two commands: one writes what was learned, one takes it over.',
    );
  if (out !== undefined) expectNewFile(out);
  const project = ProjectFile.open(projectPath);
  try {
    expectOwnPlaces(placesOf(project));
    const { manifest } = openPackOf(adcam, packOf(undefined, project.meta.get('pack'), projectPath));
    if (!(project.meta.get('learning') ?? false)) {
      project.transaction(() => project.meta.set('learning', true));
      tell(`${projectPath} learns from what is accepted from now on.`);
    }
    if (taken !== undefined) return takeOver(project, manifest, taken, options);
    const { head: used, problems } = await learnNow(project, manifest, options);
    const own = project.heads.all().find(({ from, basis }) => from === undefined && basis === used?.basis);
    // What was learned here is said and exported, whichever head is in use.
    const head = used?.from === undefined ? used : (own ?? used);
    if (used && used.id !== head?.id)
      tell(
        'Proposals are made with what was taken over; choose the newest in the desk, under "What was learned".',
      );
    if (out !== undefined) exportHead(project, head, out);
    report(project, head, problems, options);
    return problems > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    project.close();
  }
}

async function learnNow(
  project: ProjectFile,
  manifest: AdcamManifest,
  options: Options,
): Promise<{ head: HeadLine | undefined; problems: number }> {
  const signal = abortOnInterrupt();
  let proposer: Proposer | undefined;
  let problems = 0;
  const learner = new Learner(project, {
    startChild: forkChild,
    manifest: () => manifest,
    networks: async () => {
      const pack = packOf(undefined, project.meta.get('pack'), project.path);
      proposer ??= await startInference(pack, textOption(options, 'provider'));
      const { host } = proposer;
      return { manifest, run: (job, input) => host.run(job, input, { priority: 'batch', signal }) };
    },
  });
  try {
    const head = await learner.learn((problem) => {
      problems += 1;
      tell(problem);
    }, signal);
    return { head, problems };
  } finally {
    learner.close();
    proposer?.host.close();
  }
}

/** What another project has learned is used until somebody chooses otherwise. */
function takeOver(project: ProjectFile, manifest: AdcamManifest, path: string, options: Options): number {
  const parameters = project.meta.get('parameters');
  if (!parameters)
    throw new AppError('project-invalid', `${project.path} has no pack yet; give it one first.`);
  const basis = learningBasis(packHash(manifest), parameters);
  const { head, missing } = readHeadFile(project, path, basis);
  if (head.labels.length === 0)
    throw new AppError(
      'invalid-input',
      `${path} has learned of ${missing.join(', ') || 'no class'}, and ${project.path} has none of that. Nothing was changed.`,
    );
  const id = project.transaction(() => {
    const added = project.heads.add(head, { at: new Date().toISOString(), basis });
    project.meta.set('head', added);
    return added;
  });
  if (missing.length > 0) tell(`Left out, because the project lacks these classes: ${missing.join(', ')}.`);
  report(
    project,
    project.heads.all().find((line) => line.id === id),
    0,
    options,
  );
  return EXIT.done;
}

function exportHead(project: ProjectFile, line: HeadLine | undefined, out: string): void {
  const head = line && project.heads.get(line.id);
  if (!head)
    throw new AppError('invalid-input', `${project.path} has learned nothing yet that could be exported.`);
  writeNewFile(out, headToText(project, head));
  tell(`${out} holds what was learned.`);
}

function report(project: ProjectFile, head: HeadLine | undefined, problems: number, options: Options): void {
  const names = new Map(project.classes.all().map(({ label, name }) => [label, name]));
  const classes = (head?.labels ?? []).map((label, i) => ({
    ...{ name: names.get(label) ?? String(label), examples: head!.examples[i]! },
    threshold: head!.thresholds[i]!,
  }));
  if (options['json'] === true) {
    const facts = head && {
      ...{ id: head.id, at: head.at, lessons: head.lessons, weight: head.weight },
      ...{ threshold: head.threshold, expected: head.expected, from: head.from ?? null, classes },
    };
    printJson({ project: project.path, lessons: project.lessons.count(), problems, head: facts ?? null });
    return;
  }
  if (!head) {
    const count = project.lessons.count();
    print(
      `Nothing was learned: ${counted(count, 'accepted image')}, and it takes ${LEAST_LESSONS}. Accept some in the desk.`,
    );
    return;
  }
  const { expected, weight, lessons } = head;
  print(
    [
      `${head.from === undefined ? 'Learned' : `Taken over from ${head.from}, learned`} from ${counted(lessons, 'image')}; weight beside AD-CAM ${weight.toFixed(1)}.`,
      expected
        ? `Expected mean IoU of an image, by holding lessons out: ${percent(expected.before)} without, ${percent(expected.after)} with (error of the gain ${percent(expected.error)}).`
        : 'Too few images to say what that is worth.',
      table([
        ['class', 'images', 'threshold'],
        ...classes.map(({ name, examples, threshold }) => [name, String(examples), threshold.toFixed(2)]),
      ]),
    ].join('\n'),
  );
}
