import { inflateRawSync } from 'node:zlib';
import { packLabels } from '../../image/mask/packLabels.ts';
import type { StrokeOutcome } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers, Input } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { decisionSteps } from '../../annotate/decisions.ts';
import type { Patch } from '../../annotate/Strokes.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import { withSameContent } from '../../annotate/withContent.ts';
import type { Stroke } from '../../project/StrokeTable.ts';
import type { OpenProject } from '../OpenProject.ts';

type Route = 'stroke.add' | 'stroke.undo' | 'stroke.redo';

/** Painting: every stroke is kept before the page hears of it, with unlimited undo and redo. */
export function strokeHandlers(current: () => OpenProject): Pick<Handlers, Route> {
  const change = async (
    id: number,
    number: string | undefined,
    work: (project: OpenProject, image: SizedImage) => Patch | undefined,
  ): Promise<StrokeOutcome> => {
    const project = current();
    const { strokes } = project.file;
    const isDone = project.file.changes.has(number);
    const patch = isDone ? undefined : work(project, await withSameContent(project.file, project.image(id)));
    if (project.file.meta.get('scribbles') ?? false) project.painted();
    return {
      ...{ image: project.tell(id), canUndo: strokes.any(id), canRedo: strokes.anyUndone(id) },
      ...decisionSteps(project.file, id),
      patch: patch ? { ...patch, values: packLabels(patch.values).toString('base64') } : null,
    };
  };
  return {
    'stroke.add': ({ id, ...sent }, number) =>
      change(id, number, (project, image) => {
        project.strokes.add(image, unpacked(sent), { author: project.author, number });
        return undefined;
      }),
    'stroke.undo': ({ id }, number) =>
      change(id, number, ({ strokes }, image) => strokes.step(image, 'undo', number)),
    'stroke.redo': ({ id }, number) =>
      change(id, number, ({ strokes }, image) => strokes.step(image, 'redo', number)),
  };
}

/** A stroke as a page sends it: `before` and `after` raw-deflated, in base64. */
function unpacked(sent: Omit<Input<'stroke.add'>, 'id'>): Stroke {
  const area = sent.width * sent.height;
  return { ...sent, before: inflate(sent.before, area), after: inflate(sent.after, area) };
}

function inflate(text: string, length: number): Uint8Array {
  try {
    return inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: Math.max(1, length) });
  } catch (cause) {
    throw new AppError('invalid-input', 'The pixels of the stroke cannot be unpacked.', { cause });
  }
}
