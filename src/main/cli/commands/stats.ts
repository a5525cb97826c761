import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { cellText } from '../../../shared/review/cellText.ts';
import { planTable, planWords } from '../../../shared/review/planWords.ts';
import type { ImageStats, ProjectStats } from '../../../shared/review/ProjectStats.ts';
import type { ReviewGoal, ReviewPlan } from '../../../shared/review/ReviewPlan.ts';
import type { StatsTable } from '../../../shared/review/statsTables.ts';
import { imagesTable, statsTables } from '../../../shared/review/statsTables.ts';
import { counted } from '../../../shared/text/counted.ts';
import { exportIds } from '../../formats/dataset/exportIds.ts';
import { explainWriteError } from '../../formats/dataset/explainWriteError.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { takenAlready } from '../../project/putInPlace.ts';
import { drawSample } from '../../review/sampling/drawSample.ts';
import { reviewPlan } from '../../review/sampling/reviewPlan.ts';
import { reviewStrata } from '../../review/sampling/reviewStrata.ts';
import { statsHtml } from '../../review/stats/html/statsHtml.ts';
import { projectStats } from '../../review/stats/projectStats.ts';
import { statsCsv } from '../../review/stats/statsCsv.ts';
import { countLabels } from '../countLabels.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import { expectNewFile, writeNewFile } from '../newFile.ts';
import type { Options } from '../parameterOptions.ts';
import { countOption, numberIn, textOption } from '../parameterOptions.ts';
import { print, printJson, tell, tellSome } from '../terminal/output.ts';
import { table } from '../terminal/table.ts';
import { UsageError } from '../UsageError.ts';

const CONFIDENCE = 0.95;

/** `camweave stats F` */
export async function stats(projectPath: string, options: Options): Promise<number> {
  const goal = goalOf(options);
  const sample = countOption(options, 'sample');
  if (sample !== undefined && !goal)
    throw new UsageError('--sample goes with --below, which makes the plan.');
  if (sample !== undefined && options['json'] === true)
    throw new UsageError('--sample writes ids, and does not go with --json.');
  const seed = textOption(options, 'seed') ?? '1';
  const [csv, html] = [textOption(options, 'csv'), textOption(options, 'html')];
  if (csv !== undefined) expectEmptyFolder(csv);
  if (html !== undefined) expectNewFile(html);
  const signal = abortOnInterrupt();
  const project = ProjectFile.open(projectPath);
  try {
    expectOwnPlaces(placesOf(project));
    const { uncounted, truth, problems } = await countLabels(project, signal);
    tellSome('Could not be counted or compared:', problems);
    const images: ImageStats[] = [];
    const slices = new TimeSlices(signal);
    const found = await projectStats(project, {
      ...{ slices, uncounted, truth },
      ...(csv !== undefined && { onImage: (image: ImageStats) => images.push(image) }),
    });
    const strata = goal && (await reviewStrata(project, { slices, uncounted }));
    const plan = goal && strata && reviewPlan(strata, goal);
    if (csv !== undefined) {
      const tables = [...statsTables(found), ...(plan ? [planTable(plan)] : []), imagesTable(images)];
      writeTables(csv, tables);
    }
    if (html !== undefined) writeNewFile(html, statsHtml(found, plan));
    if (sample !== undefined && plan && strata) {
      tell(planText(plan));
      const drawn = drawSample(strata, plan, { count: sample, seed });
      if (drawn.length < sample)
        tell(`Only ${counted(drawn.length, 'image')} ${drawn.length === 1 ? 'is' : 'are'} left.`);
      printIds(project, drawn);
    } else say(found, plan, options);
    return problems.length > 0 ? EXIT.someFailed : EXIT.done;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'cancelled') throw error;
    tell('Stopped. What was counted is kept; run the same command again to go on.');
    return EXIT.interrupted;
  } finally {
    project.close();
  }
}

/** @throws UsageError for what is no share, or a confidence without an error rate */
function goalOf(options: Options): ReviewGoal | undefined {
  const [below, confidence] = [shareOption(options, 'below'), shareOption(options, 'confidence')];
  if (below !== undefined) return { below, confidence: confidence ?? CONFIDENCE };
  if (confidence === undefined) return undefined;
  throw new UsageError('--confidence goes with --below, the error rate that the rest may have.');
}

function shareOption(options: Options, key: string): number | undefined {
  const share = numberIn(options[key]);
  if (share === undefined) return undefined;
  if (typeof share === 'number' && share > 0 && share < 1) return share;
  throw new UsageError(`--${key} takes a number between 0 and 1, such as 0.05.`);
}

/** @throws AppError `not-writable` where something is there already */
function expectEmptyFolder(path: string): void {
  if (!existsSync(path)) return;
  try {
    if (readdirSync(path).length > 0) throw takenAlready(path);
  } catch (error) {
    throw error instanceof AppError ? error : explainWriteError(path, error);
  }
}

function writeTables(folder: string, tables: readonly StatsTable[]): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw explainWriteError(folder, error);
  }
  for (const item of tables) writeNewFile(join(folder, `${item.id}.csv`), statsCsv(item));
}

function say(found: ProjectStats, plan: ReviewPlan | undefined, options: Options): void {
  if (options['json'] === true) {
    printJson(plan ? { ...found, plan } : found);
    return;
  }
  const head = `${found.project}: ${counted(found.images, 'image')}`;
  print([head, ...statsTables(found).map(tableText), ...(plan ? [planText(plan)] : [])].join('\n\n'));
}

function tableText({ title, columns, rows }: StatsTable): string {
  const cells = rows.map((row) => row.map((cell, i) => cellText(cell, columns[i]!.kind)));
  return `${title}\n${table([columns.map(({ name }) => name), ...cells])}`;
}

function planText(plan: ReviewPlan): string {
  const { verdict, assumes } = planWords(plan);
  const assumed = `This assumes:\n${assumes.map((line) => `- ${line}`).join('\n')}`;
  return [tableText(planTable(plan)), verdict.join('\n'), assumed].join('\n\n');
}

/** The ids that these images have in an export of all of them, one a line. */
function printIds(project: ProjectFile, drawn: readonly string[]): void {
  const paths = project.images.all().map(({ path }) => path);
  const ids = exportIds(paths);
  const idOf = new Map(paths.map((path, i) => [path, ids[i]!]));
  if (drawn.length > 0) print(drawn.map((path) => idOf.get(path)!).join('\n'));
}
