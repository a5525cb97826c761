import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Handlers, ImageDetail, ImageSummary } from '../../shared/contract/routes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectImage } from '../project/ImageTable.ts';
import { labelMapOf } from '../project/labelMapOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { acceptImage } from './acceptImage.ts';
import type { OpaqueIds } from './OpaqueIds.ts';

/** What the desk can do with an open project, route by route; transports only carry it. */
export function createHandlers(project: ProjectFile, ids: OpaqueIds): Handlers {
  const find = (id: number): ProjectImage => {
    const image = project.images.get(id);
    if (!image) throw new AppError('not-found', `There is no image ${id} in ${project.path}.`);
    return image;
  };
  const summaryOf = (id: number): ImageSummary => summary(find(id));
  const expectClass = (label: number): void => {
    if (project.classes.all().some((item) => item.label === label)) return;
    throw new AppError('not-found', `There is no class ${label} in ${project.path}.`);
  };

  return {
    'project.get': () => ({
      name: basename(project.path, '.camweave'),
      classes: project.classes.all(),
      voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
    }),
    'project.setVoidHalfWidth': ({ voidHalfWidth }) => {
      project.transaction(() => project.meta.set('voidHalfWidth', voidHalfWidth));
      return {};
    },
    'class.setThreshold': ({ label, threshold }) => {
      expectClass(label);
      project.transaction(() => project.classes.setThreshold(label, threshold));
      return {};
    },
    'image.list': () => project.images.all().map(summary),
    'image.get': ({ id }) => detail(project, ids, find(id)),
    'image.setThreshold': ({ id, label, threshold }) => {
      expectClass(label);
      const others = Object.entries(find(id).thresholds).filter(([key]) => Number(key) !== label);
      const own = threshold === null ? [] : [[String(label), threshold] as const];
      const thresholds = Object.fromEntries([...others, ...own]);
      project.transaction(() => project.images.setThresholds(id, thresholds));
      return {};
    },
    'image.accept': ({ id }) => {
      acceptImage(project, find(id));
      return summaryOf(id);
    },
    'image.reject': ({ id }) => {
      find(id);
      project.transaction(() => project.images.setState(id, 'rejected'));
      return summaryOf(id);
    },
    'image.reopen': ({ id }) => {
      reopen(project, find(id));
      return summaryOf(id);
    },
  };
}

/** Back to where it was before it was accepted or rejected. */
function reopen(project: ProjectFile, image: ProjectImage): void {
  if (image.state !== 'accepted' && image.state !== 'rejected') return;
  const state = project.strokes.any(image.id) ? 'edited' : project.scores.get(image.id) ? 'proposed' : 'new';
  project.transaction(() => {
    project.labels.remove(image.id);
    project.images.setState(image.id, state);
  });
}

function summary({ id, path, state, tags, problem }: ProjectImage): ImageSummary {
  return { id, path, state, tags: tags ?? null, problem: problem ?? null };
}

function detail(project: ProjectFile, ids: OpaqueIds, image: ProjectImage): ImageDetail {
  const scores = project.scores.get(image.id);
  const values = scores && Float32Array.from(scores.values);
  const frozen = image.state === 'accepted' ? labelMapOf(project, image) : undefined;
  return {
    ...summary(image),
    url: `/image/${ids.of(image.id)}`,
    width: image.width ?? null,
    height: image.height ?? null,
    thresholds: image.thresholds,
    scores:
      scores && values
        ? { grid: scores.grid, labels: scores.labels, values: Buffer.from(values.buffer).toString('base64') }
        : null,
    frozen: frozen ? deflateRawSync(frozen.data).toString('base64') : null,
  };
}
