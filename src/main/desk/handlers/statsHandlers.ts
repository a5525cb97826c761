import type { statsRoutes } from '../../../shared/contract/statsRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { planTable } from '../../../shared/review/planWords.ts';
import type { ImageStats, ProjectStats } from '../../../shared/review/ProjectStats.ts';
import { imagesTable, statsTables } from '../../../shared/review/statsTables.ts';
import { reviewPlan } from '../../review/sampling/reviewPlan.ts';
import { reviewStrata } from '../../review/sampling/reviewStrata.ts';
import { statsHtml } from '../../review/stats/html/statsHtml.ts';
import type { StatsOptions } from '../../review/stats/projectStats.ts';
import { projectStats } from '../../review/stats/projectStats.ts';
import { statsCsv } from '../../review/stats/statsCsv.ts';
import type { OpenProject } from '../OpenProject.ts';

/** What a project holds, what was done to it, and for how long people have worked on it. */
export function statsHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof statsRoutes> {
  return {
    'review.stats': async () => gather(current()),
    'review.plan': async (goal) => {
      const { file, counting } = current();
      const uncounted = await counting.whole();
      return reviewPlan(await reviewStrata(file, { slices: counting.slices, uncounted }), goal);
    },
    'review.statsFiles': async ({ as, goal }) => {
      const project = current();
      const images: ImageStats[] = [];
      const uncounted = await project.counting.whole();
      const { stats } = await gather(project, (image) => as === 'csv' && images.push(image));
      const { slices } = project.counting;
      const plan = goal
        ? reviewPlan(await reviewStrata(project.file, { slices, uncounted }), goal)
        : undefined;
      if (as === 'html')
        return { files: [{ name: `${stats.project}-statistics.html`, text: statsHtml(stats, plan) }] };
      const tables = [...statsTables(stats), ...(plan ? [planTable(plan)] : []), imagesTable(images)];
      return { files: tables.map((table) => ({ name: `${table.id}.csv`, text: statsCsv(table) })) };
    },
    // A call that is repeated is answered by Repeats; half a minute that is counted twice after a restart does no harm.
    'time.add': ({ id, seconds }) => {
      const { file, author } = current();
      current().image(id);
      file.transaction(() => file.activeTime.add(id, author, seconds));
      return {};
    },
  };
}

async function gather(
  project: OpenProject,
  onImage?: StatsOptions['onImage'],
): Promise<{ stats: ProjectStats; left: number }> {
  const { file, counting } = project;
  const { uncounted, left } = counting.now();
  const truth = await truthOf(project);
  const stats = await projectStats(file, {
    ...{ slices: counting.slices, uncounted, truth },
    ...(onImage && { onImage }),
  });
  return { stats, left };
}

/** True masks that are not where they were are no reason to say nothing else. */
async function truthOf({ agreeing }: OpenProject): Promise<StatsOptions['truth']> {
  try {
    const { root, images, left } = await agreeing.list();
    return root === null ? undefined : { known: new Map(images.map((image) => [image.id, image])), left };
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'invalid-input'))
      return undefined;
    throw error;
  }
}
