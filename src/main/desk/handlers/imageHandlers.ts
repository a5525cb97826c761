import { deflateRawSync } from 'node:zlib';
import type { ImageDetail } from '../../../shared/contract/imageRoutes.ts';
import type { imageRoutes } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { labelMapOf } from '../../project/labelMapOf.ts';
import type { ProjectImage } from '../../project/ImageTable.ts';
import { Proposals } from '../../propose/Proposals.ts';
import { acceptImage } from '../acceptImage.ts';
import type { Application } from '../Application.ts';
import { withContent } from '../imageContent.ts';
import type { OpenProject } from '../OpenProject.ts';
import { base64, mapsOf } from '../Proposing.ts';

type Route = Exclude<keyof typeof imageRoutes, `stroke.${string}`>;

/** Images: what is known of them, their tags, thresholds and evidence, and what a person decides. */
export function imageHandlers(app: Application): Pick<Handlers, Route> {
  return {
    'image.list': () => app.current.file.images.all().map((image) => app.current.summaryOf(image)),
    'image.get': ({ id }) => detail(app.current, app.current.image(id)),
    'image.setTags': ({ id, labels }) => {
      const project = app.current;
      expectOpen(project.image(id));
      for (const label of labels) project.expectClass(label);
      const tags = [...new Set(labels)].sort((a, b) => a - b);
      project.file.transaction(() => project.file.images.setTags(id, tags, 'person'));
      return project.tell(id);
    },
    'image.setThreshold': ({ id, label, threshold }) => {
      const project = app.current;
      project.expectClass(label);
      const others = Object.entries(project.image(id).thresholds).filter(([key]) => Number(key) !== label);
      const own = threshold === null ? [] : [[String(label), threshold] as const];
      const thresholds = Object.fromEntries([...others, ...own]);
      project.file.transaction(() => project.file.images.setThresholds(id, thresholds));
      return {};
    },
    'image.propose': async ({ id }) => {
      const project = app.current;
      const image = project.image(id);
      if (image.state !== 'accepted' && image.state !== 'rejected') await project.proposing.propose(image);
      return detail(project, project.image(id));
    },
    'image.evidence': async ({ id }) => {
      const evidence = await app.current.proposing.evidenceOf(app.current.image(id));
      return { grid: evidence.result.grid, labels: evidence.labels, maps: mapsOf(evidence) };
    },
    'image.attention': async ({ id, patch }) => {
      const { result } = await app.current.proposing.evidenceOf(app.current.image(id));
      const n = result.grid ** 2;
      if (patch >= n) throw new AppError('invalid-input', `There is no patch ${patch} (0 to ${n - 1}).`);
      const row = (matrix: Float32Array): string => base64(matrix.subarray(patch * n, (patch + 1) * n));
      return { before: row(result.attention), after: row(result.refined) };
    },
    'image.accept': async ({ id }) => {
      const project = app.current;
      acceptImage(project.file, await withContent(project.file, project.image(id)));
      return project.tell(id);
    },
    'image.reject': ({ id }) => {
      const project = app.current;
      project.image(id);
      project.file.transaction(() => project.file.images.setState(id, 'rejected'));
      return project.tell(id);
    },
    'image.reopen': ({ id }) => {
      const project = app.current;
      reopen(project, project.image(id));
      return project.tell(id);
    },
  };
}

/** @throws AppError `invalid-input` for an image that is decided */
export function expectOpen({ state, path }: ProjectImage): void {
  if (state !== 'accepted' && state !== 'rejected') return;
  throw new AppError('invalid-input', `${path} is ${state}. Reopen it to change it.`);
}

/** Back to where it was before it was accepted or rejected. */
function reopen({ file }: OpenProject, image: ProjectImage): void {
  if (image.state !== 'accepted' && image.state !== 'rejected') return;
  const state = file.strokes.any(image.id) ? 'edited' : file.scores.get(image.id) ? 'proposed' : 'new';
  file.transaction(() => {
    file.labels.remove(image.id);
    file.images.setState(image.id, state);
  });
}

async function detail(project: OpenProject, found: ProjectImage): Promise<ImageDetail> {
  const { file, proposing } = project;
  const image = await withContent(file, found);
  const scores = file.scores.get(image.id);
  const frozen = image.state === 'accepted' ? labelMapOf(file, image) : undefined;
  const painted = file.strokes.any(image.id);
  const manifest = proposing.manifest();
  return {
    ...project.summaryOf(image),
    ...{ width: image.width, height: image.height, thresholds: image.thresholds },
    scores: scores
      ? { grid: scores.grid, labels: scores.labels, values: base64(Float32Array.from(scores.values)) }
      : null,
    current: manifest !== undefined && new Proposals(file, manifest).has(image),
    frozen: frozen ? deflateRawSync(frozen.data).toString('base64') : null,
    human: painted
      ? deflateRawSync(project.humanLayers.get(image.id, image.width, image.height)).toString('base64')
      : null,
    canUndo: painted,
    canRedo: file.strokes.anyUndone(image.id),
  };
}
