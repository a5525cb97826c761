import type { StrokeOutcome } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import type { Application } from '../Application.ts';
import { withContent } from '../imageContent.ts';
import type { OpenProject } from '../OpenProject.ts';
import { expectOpen } from './imageHandlers.ts';

type Route = 'stroke.add' | 'stroke.undo' | 'stroke.redo';

/** Painting: every stroke is kept before the page hears of it, with unlimited undo and redo. */
export function strokeHandlers(app: Application): Pick<Handlers, Route> {
  const change = async (
    id: number,
    work: (width: number, height: number) => StrokeOutcome['patch'] | undefined,
  ): Promise<StrokeOutcome> => {
    const project = app.current;
    const { file } = project;
    const image = await withContent(file, project.image(id));
    expectOpen(image);
    const patch = keep(project, () => {
      const changed = work(image.width, image.height) ?? null;
      const untouched = file.scores.get(id) ? 'proposed' : 'new';
      file.images.setState(id, file.strokes.any(id) ? 'edited' : untouched);
      return changed;
    });
    const canUndo = file.strokes.any(id);
    return { image: project.tell(id), canUndo, canRedo: file.strokes.anyUndone(id), patch };
  };
  return {
    'stroke.add': ({ id, ...stroke }) =>
      change(id, (width, height) => {
        app.current.humanLayers.add(id, width, height, stroke);
        return undefined;
      }),
    'stroke.undo': ({ id }) => change(id, (w, h) => app.current.humanLayers.step(id, w, h, 'undo')),
    'stroke.redo': ({ id }) => change(id, (w, h) => app.current.humanLayers.step(id, w, h, 'redo')),
  };
}

/** Does work on the layer and the file, both or neither: a disk that is full may show as late as the commit. */
function keep<T>({ file, humanLayers }: OpenProject, work: () => T): T {
  try {
    return file.transaction(work);
  } catch (error) {
    humanLayers.forget();
    throw error;
  }
}
