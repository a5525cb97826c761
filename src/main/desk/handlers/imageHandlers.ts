import { packLabels } from '../../image/mask/packLabels.ts';
import type { ImageDetail, Refined } from '../../../shared/contract/imageRoutes.ts';
import { MOST_SUGGESTED } from '../../../shared/contract/imageRoutes.ts';
import type { imageRoutes } from '../../../shared/contract/imageRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Decision } from '../../../shared/images/imageState.ts';
import { isDecided } from '../../../shared/images/imageState.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { decisionSteps } from '../../annotate/decisions.ts';
import { expectOpen } from '../../annotate/expectOpen.ts';
import { originOf, origins } from '../../annotate/originOf.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import { isRefined, refinedKey, refinedProposal } from '../../annotate/refinedProposal.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { proposalBasis } from '../../../shared/labels/proposalBasis.ts';
import { proposalKey } from '../../annotate/proposalKey.ts';
import { photographChange } from '../../annotate/photographChange.ts';
import { keepLabels, startAnew } from '../../annotate/resolveChange.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import { withContent } from '../../annotate/withContent.ts';
import { Proposals } from '../../propose/Proposals.ts';
import type { OpenProject } from '../OpenProject.ts';
import { base64, mapsOf } from '../Proposing.ts';

type Route = Exclude<
  keyof typeof imageRoutes,
  `stroke.${string}` | `decision.${string}` | `image.${Decision}`
>;

/** Images: what is known of them, their tags, thresholds and evidence. */
export function imageHandlers(current: () => OpenProject): Pick<Handlers, Route> {
  return {
    'image.list': () => {
      const project = current();
      const taught = project.file.scores.taught();
      const from = origins(project.file);
      const none = { head: null, dispute: null };
      return project.file.images
        .all()
        .map((image) =>
          project.summaryOf(image, { ...(taught.get(image.id) ?? none), origin: from.get(image.id) ?? null }),
        );
    },
    'image.get': async ({ id }) => {
      const project = current();
      try {
        return await detail(project, project.image(id));
      } catch (error) {
        if (error instanceof AppError && error.code === 'image-unreadable')
          noteProblem(project, id, error.message);
        throw error;
      }
    },
    'image.setTags': ({ id, labels, by = 'person' }) => {
      const project = current();
      expectOpen(project.image(id));
      for (const label of labels ?? []) project.expectClass(label);
      const tags = labels && [...new Set(labels)].sort((a, b) => a - b);
      project.file.transaction(() => project.file.images.setTags(id, tags, by));
      return project.tell(id);
    },
    'image.setThreshold': ({ id, label, threshold }) => {
      const project = current();
      project.expectClass(label);
      const others = Object.entries(project.image(id).thresholds).filter(([key]) => Number(key) !== label);
      const own = threshold === null ? [] : [[String(label), threshold] as const];
      const thresholds = Object.fromEntries([...others, ...own]);
      project.file.transaction(() => project.file.images.setThresholds(id, thresholds));
      project.judgeSoon(id);
      return {};
    },
    'image.propose': async ({ id, imported = false }) => {
      const project = current();
      const image = project.image(id);
      const isMade = !imported && originOf(project.file, id) !== undefined;
      if (!isDecided(image.state) && !isMade) await project.proposing.propose(image, { imported });
      // What is shown first is what stays; where it cannot be refined, whoever asks for that is told why.
      await project.refine(image).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
      return detail(project, project.image(id));
    },
    'image.refined': async ({ id }) => {
      const project = current();
      await project.refine(project.image(id));
      return refinedOf(project.file, project.image(id));
    },
    'image.keepLabels': async ({ id }) => {
      const project = current();
      await keepLabels(project.file, project.image(id));
      project.learned();
      return project.tell(id);
    },
    'image.startAnew': async ({ id }) => {
      const project = current();
      await startAnew(project.file, project.image(id));
      project.strokes.forget(id);
      project.learned();
      return project.tell(id);
    },
    'image.evidence': async ({ id }) => {
      const evidence = await current().proposing.evidenceOf(current().image(id));
      const { learned } = evidence;
      return {
        ...{ grid: evidence.result.grid, labels: evidence.labels, maps: mapsOf(evidence) },
        learned: learned ? { labels: learned.labels, values: base64(learned.maps) } : null,
      };
    },
    'image.attention': async ({ id, patch }) => {
      const { result } = await current().proposing.evidenceOf(current().image(id));
      const n = result.grid ** 2;
      if (patch >= n) throw new AppError('invalid-input', `There is no patch ${patch} (0 to ${n - 1}).`);
      const row = (matrix: Float32Array): string => base64(matrix.subarray(patch * n, (patch + 1) * n));
      return { before: row(result.attention), after: row(result.refined) };
    },
  };
}

/** An image that cannot be read is found among those with a problem. */
function noteProblem(project: OpenProject, id: number, problem: string): void {
  if (project.image(id).problem === problem) return;
  project.file.transaction(() => project.file.images.setProblem(id, problem));
  project.tell(id);
}

/** What pages are given of a refined proposal that is there. */
function refinedOf(file: ProjectFile, image: ProjectImage): Refined | null {
  const scores = file.scores.get(image.id);
  const { width, height } = image;
  if (!scores || !isRefined(file, image.id, scores) || width === undefined || height === undefined)
    return null;
  if (!file.refined.has(image.id, refinedKey(file, image, scores))) return null;
  // Read whole, so that a page gets only what is sound.
  const labels = refinedProposal(file, { ...image, width, height }, scores);
  const thresholds = thresholdsOf(file, image, scores);
  const basis = proposalBasis(proposalKey(scores), thresholds, file.meta.get('voidHalfWidth') ?? 0);
  return { basis, labels: packLabels(labels).toString('base64') };
}

/** What pages are given of a label map that came from elsewhere. */
function givenOf(file: ProjectFile, { id, width, height }: SizedImage): ImageDetail['given'] {
  const given = file.given.get(id, width * height);
  if (!given) return null;
  const labels = packLabels(given.labels).toString('base64');
  return { key: file.given.keyOf(id)!, labels };
}

async function detail(project: OpenProject, found: ProjectImage): Promise<ImageDetail> {
  const { file, proposing } = project;
  const changed = (await photographChange(file, found)) ?? null;
  const image = await withContent(file, project.image(found.id));
  const scores = file.scores.get(image.id);
  const frozen = image.state === 'accepted' ? labelMapOf(file, image) : undefined;
  const painted = file.strokes.any(image.id);
  const manifest = proposing.manifest();
  return {
    ...project.summaryOf(image),
    ...{ width: image.width, height: image.height, thresholds: image.thresholds, changed },
    suggestions: file.suggestions.likeliest(image.id, MOST_SUGGESTED),
    scores: scores
      ? {
          ...{ grid: scores.grid, labels: scores.labels, key: proposalKey(scores) },
          guesses: scores.guesses ?? null,
          values: base64(Float32Array.from(scores.values)),
        }
      : null,
    given: givenOf(file, image),
    refined: refinedOf(file, image),
    current: manifest !== undefined && new Proposals(file, manifest).has(image),
    frozen: frozen ? packLabels(frozen.data).toString('base64') : null,
    human: painted ? packLabels(project.strokes.layer(image)).toString('base64') : null,
    objectEdits: file.objectEdits.all(image.id),
    canUndo: painted,
    canRedo: file.strokes.anyUndone(image.id),
    ...decisionSteps(file, image.id),
  };
}
