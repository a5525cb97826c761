import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import { MOST_SUGGESTED } from '../../../shared/contract/imageRoutes.ts';
import type { imagesRoutes, ManyOutcome } from '../../../shared/contract/imagesRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { isPossible } from '../../../shared/images/imageState.ts';
import { decideOn, stepDecisionOn } from '../../annotate/decideOn.ts';
import { expectOpen } from '../../annotate/expectOpen.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { OpenProject } from '../OpenProject.ts';

/** What is done to many images at once. */
export function imagesHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof imagesRoutes> {
  return {
    'images.decide': ({ ids, what }, number) => {
      const project = current();
      return forEach(project, { ids, number }, async (id, ownNumber) => {
        const image = project.image(id);
        if (!isPossible(what, image.state)) return false;
        const { author, refine } = project;
        await decideOn(project.file, image, what, { author, refine, number: ownNumber });
        return true;
      });
    },
    'images.stepDecision': ({ ids, how }, number) => {
      const project = current();
      return forEach(project, { ids, number }, (id, ownNumber) =>
        stepDecisionOn(project.file, project.image(id), how, {
          refine: project.refine,
          number: ownNumber,
        }),
      );
    },
    'images.suggestions': ({ ids }) =>
      ids.map((id) => ({ id, suggestions: current().file.suggestions.likeliest(id, MOST_SUGGESTED) })),
    'images.tag': ({ ids, label, on }, number) => {
      const project = current();
      project.expectClass(label);
      return forEach(project, { ids, number }, (id, ownNumber) => {
        const image = project.image(id);
        const tags = image.tags ?? [];
        if (tags.includes(label) === on) return false;
        expectOpen(image);
        const next = on ? [...tags, label].sort((a, b) => a - b) : tags.filter((tag) => tag !== label);
        project.file.transaction(() => {
          project.file.changes.note(ownNumber);
          project.file.images.setTags(id, next, 'person');
        });
        return true;
      });
    },
  };
}

/**
 * Does something to each of some images, and lets others go on between.
 *
 * @param work returns whether it has changed the image
 */
async function forEach(
  project: OpenProject,
  { ids, number }: { ids: readonly number[]; number: string | undefined },
  work: (id: number, number: string | undefined) => boolean | Promise<boolean>,
): Promise<ManyOutcome> {
  const slices = new TimeSlices();
  const changed: ImageSummary[] = [];
  const refused: ManyOutcome['refused'] = [];
  for (const id of ids) {
    await slices.pause();
    // Each image is changed once, however often the call comes.
    const own = number && `${number}/${id}`;
    try {
      if (project.file.changes.has(own) || (await work(id, own))) changed.push(project.tell(id));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id, message: error.message });
    }
  }
  if (changed.length > 0) project.learned();
  return { changed, refused };
}
