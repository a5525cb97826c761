import { IMAGE_STATES } from '../../../shared/images/imageState.ts';
import type { Agreement } from '../../../shared/labels/agreement.ts';
import { projectName } from '../../../shared/projects/projectName.ts';
import type { ImageStats, ProjectStats } from '../../../shared/review/ProjectStats.ts';
import type { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { meanIouOf } from '../judging/compareLabels.ts';
import { ClassTally } from './ClassTally.ts';
import type { ImageLine } from './imageLines.ts';
import { imageLines } from './imageLines.ts';
import { KeptTally } from './KeptTally.ts';
import { noteCounts } from './noteCounts.ts';
import { RiskTally } from './RiskTally.ts';
import { SpreadTally } from './SpreadTally.ts';
import { truthStats } from './truthStats.ts';

export interface StatsOptions {
  slices: TimeSlices;
  /** Images whose label maps are not counted as they are now, see `Figures`. */
  uncounted: ReadonlySet<number>;
  /** How labels agree with true masks, as far as that is known, and how many are left; undefined without true masks. */
  truth?: { known: ReadonlyMap<number, Agreement>; left: number } | undefined;
  /** Is told of each image, ascending by id. */
  onImage?: (image: ImageStats) => void;
}

/**
 * What a project holds and what was done to it, gathered image by image.
 *
 * @throws AppError `cancelled`, `project-invalid`
 */
export async function projectStats(
  project: ProjectFile,
  { slices, uncounted, truth, onImage }: StatsOptions,
): Promise<ProjectStats> {
  const classes = project.classes.all();
  const notes = project.notes.all();
  const states = new Map(IMAGE_STATES.map((state) => [state, 0]));
  const inClasses = new ClassTally(classes);
  const risk = new RiskTally();
  const kept = new KeptTally(classes);
  const [strokes, decisions, seconds] = [new SpreadTally(), new SpreadTally(), new SpreadTally()];
  const said = onImage && notesByImage(notes);
  let images = 0;
  for await (const line of imageLines(project, { slices, uncounted })) {
    images += 1;
    states.set(line.image.state, states.get(line.image.state)! + 1);
    for (const tally of [inClasses, risk, kept]) tally.add(line);
    strokes.add(line.strokes);
    decisions.add(line.decisions);
    seconds.add(line.seconds);
    onImage?.(lineOf(line, said!, truth?.known));
  }
  return {
    ...{ project: projectName(project.path), at: new Date().toISOString() },
    ...{ images, uncounted: uncounted.size },
    states: [...states].map(([state, count]) => ({ state, images: count })),
    ...inClasses.result(),
    risk: risk.result(),
    edits: { strokes: strokes.result(), decisions: decisions.result() },
    time: { all: seconds.result(), byAuthor: project.activeTime.byAuthor() },
    kept: kept.result(),
    notes: noteCounts(notes),
    truth: truth ? truthStats(classes, truth.known, truth.left) : null,
  };
}

type NoteNumbers = ReadonlyMap<number, { flags: number; verdicts: number }>;

function notesByImage(notes: ReturnType<ProjectFile['notes']['all']>): NoteNumbers {
  const found = new Map<number, { flags: number; verdicts: number }>();
  for (const { imageId, kind } of notes) {
    const known = found.get(imageId) ?? { flags: 0, verdicts: 0 };
    known[kind === 'flag' ? 'flags' : 'verdicts'] += 1;
    found.set(imageId, known);
  }
  return found;
}

function lineOf(
  { image, figures, origin, risk, strokes, decisions, seconds }: ImageLine,
  said: NoteNumbers,
  truth: ReadonlyMap<number, Agreement> | undefined,
): ImageStats {
  const { flags = 0, verdicts = 0 } = said.get(image.id) ?? {};
  return {
    ...{ path: image.path, state: image.state, origin },
    ...{ risk, strokes, decisions, seconds, flags, verdicts },
    components: figures?.classes.reduce((sum, item) => sum + item.components, 0),
    kept: figures?.compared && meanIouOf(figures.compared),
    truth: truth?.get(image.id)?.miou ?? undefined,
  };
}
