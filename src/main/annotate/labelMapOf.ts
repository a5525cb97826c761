import { AppError } from '../../shared/errors/AppError.ts';
import { applyHumanLayer } from '../../shared/labels/applyHumanLayer.ts';
import { BACKGROUND, UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { composeProposal } from '../../shared/labels/composeProposal.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { IndexMask } from '../image/mask/readIndexMask.ts';
import { readIndexMask } from '../image/mask/readIndexMask.ts';
import type { Provenance } from '../project/LabelTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { StoredScores } from '../project/ScoreTable.ts';
import { isRefined, refinedProposal } from './refinedProposal.ts';
import { thresholdsOf } from './thresholdsOf.ts';
import type { SizedImage } from './withContent.ts';

/**
 * The label map of an image under the labels that the project has now, `uint8[height, width]`: frozen where it is accepted, else the human layer over the
 * label map that came from elsewhere, or over the proposal where none did (background where there is none), rejected images included. Undefined where there
 * is nothing of these.
 * Where proposals follow edges, a `Refine` was waited for before.
 */
export function labelMapOf(project: ProjectFile, image: ProjectImage): IndexMask | undefined {
  const frozen = project.labels.get(image.id);
  const { width, height } = image;
  if (image.state === 'accepted' && frozen) {
    const mask = readIndexMask(frozen.png, image.path);
    if (mask.width === (width ?? mask.width) && mask.height === (height ?? mask.height))
      return frozenNow(project, image, mask, frozen.provenance);
    throw new AppError(
      'project-invalid',
      `The accepted labels of ${image.path} are ${mask.width} x ${mask.height} pixels, the image ${width} x ${height}: the project ` +
        'file is damaged. Reopen the image and accept it again, or restore a copy.',
    );
  }
  const scores = project.scores.get(image.id);
  const painted = project.strokes.any(image.id);
  if (width === undefined || height === undefined) return undefined;
  if (!scores && !painted && !project.given.has(image.id)) return undefined;
  const data = proposalNow(project, { ...image, width, height }, scores);
  if (painted) applyHumanLayer(data, project.strokes.humanLayer(image.id, width, height));
  return { width, height, data };
}

/** What is proposed: what came from elsewhere, else what the scores say, with edges followed where the project does; background where nothing is. */
function proposalNow(project: ProjectFile, image: SizedImage, scores: StoredScores | undefined): Uint8Array {
  const { width, height } = image;
  const given = project.given.get(image.id, width * height);
  if (given) return given.labels;
  if (!scores) return new Uint8Array(width * height).fill(BACKGROUND);
  // An accepted image without frozen labels was damaged; nobody refines it any more.
  if (isRefined(project, image.id, scores) && image.state !== 'accepted')
    return refinedProposal(project, image, scores);
  const voidHalfWidth = project.meta.get('voidHalfWidth') ?? 0;
  return proposalOf(project, image, scores, { width, height, voidHalfWidth });
}

/**
 * A frozen label map as its labels are meant now. Pixels of a class that was given back to the proposal get what the proposal
 * says with the thresholds that were accepted, or what came from elsewhere: they stay frozen.
 */
function frozenNow(
  project: ProjectFile,
  image: ProjectImage,
  { width, height, data: then }: IndexMask,
  provenance: Provenance,
): IndexMask {
  const now = project.classes.labelsNow();
  const data = now.values(then);
  if (now.areSame || !data.includes(UNTOUCHED)) return { width, height, data };
  const given = project.given.get(image.id, width * height);
  if (given) return { width, height, data: applyHumanLayer(given.labels, data) };
  const scores = project.scores.get(image.id);
  const thresholds = { ...image.thresholds, ...now.thresholds(provenance.thresholds) };
  const { voidHalfWidth } = provenance;
  const proposal = scores
    ? proposalOf(project, { ...image, thresholds }, scores, { width, height, voidHalfWidth })
    : new Uint8Array(width * height).fill(BACKGROUND);
  return { width, height, data: applyHumanLayer(proposal, data) };
}

function proposalOf(
  project: ProjectFile,
  image: ProjectImage,
  scores: StoredScores,
  { width, height, voidHalfWidth }: { width: number; height: number; voidHalfWidth: number },
): Uint8Array {
  return composeProposal(
    // float16 has to be read into a plain array once: every access would convert.
    { values: Float32Array.from(scores.values), classes: scores.labels.length, grid: scores.grid },
    width,
    height,
    {
      labels: scores.labels,
      thresholds: thresholdsOf(project, image, scores),
      voidHalfWidth,
    },
  );
}
