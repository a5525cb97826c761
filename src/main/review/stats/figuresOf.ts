import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { applyHumanLayer } from '../../../shared/labels/applyHumanLayer.ts';
import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import type { Layer } from '../../../shared/labels/Layer.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { ComparedClass, ImageFigures } from '../../project/FigureTable.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredScores } from '../../project/ScoreTable.ts';
import { compareLabels } from '../judging/compareLabels.ts';
import { composedLabels, proposedLabels } from '../judging/proposedLabels.ts';

/** What nobody has worked on is counted at this size, along the longer side: scores on a coarse grid say no more. */
const LONGEST_SIDE = 128;

/**
 * Counts what the label map of an image holds. Nothing is waited for: what is accepted is counted as it was frozen, and boundaries that were not moved onto
 * edges yet as they are before.
 *
 * @returns undefined where there is no label map
 * @throws AppError `project-invalid`
 */
export function figuresOf(project: ProjectFile, image: ProjectImage): ImageFigures | undefined {
  const { id, width, height, state } = image;
  if (width === undefined || height === undefined || state === 'new') return undefined;
  const scores = project.scores.get(id);
  const size = { width, height };
  if (state === 'accepted') {
    const map = labelMapOf(project, image);
    return map && { ...counted(map, 1), compared: comparedOf(project, image, scores, map) };
  }
  const voidHalfWidth = project.meta.get('voidHalfWidth') ?? 0;
  const painted = project.strokes.any(id);
  if (scores && !painted && !project.given.has(id)) {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const small = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    };
    const data = composedLabels(project, image, scores, { ...small, voidHalfWidth });
    const pixel = (width * height) / (small.width * small.height);
    return { ...counted({ ...small, data }, pixel), area: width * height, compared: undefined };
  }
  const data = proposedLabels(project, image, scores, { ...size, voidHalfWidth });
  if (painted) applyHumanLayer(data, project.strokes.humanLayer(id, width, height));
  return { ...counted({ ...size, data }, 1), compared: undefined };
}

/** @param pixel how many pixels of the image one of the layer stands for */
function counted(layer: Layer, pixel: number): Omit<ImageFigures, 'compared'> {
  const found = new Map<number, { label: number; area: number; components: number }>();
  for (const { label, area } of connectedComponents(layer).components) {
    const known = found.get(label) ?? { label, area: 0, components: 0 };
    known.area += area;
    known.components += 1;
    found.set(label, known);
  }
  const classes = [...found.values()].sort((a, b) => a.label - b.label);
  for (const item of classes) item.area = Math.round(item.area * pixel);
  return { area: layer.data.length, classes };
}

function comparedOf(
  project: ProjectFile,
  image: ProjectImage,
  scores: StoredScores | undefined,
  final: Layer,
): ComparedClass[] | undefined {
  const accepted = project.labels.get(image.id);
  if (!accepted || (!scores && !project.given.has(image.id))) return undefined;
  // What was accepted as it was proposed agrees, also where its edges are no longer known.
  const proposed = accepted.provenance.edited ? proposedLabels(project, image, scores, final) : final.data;
  return compareLabels(final.data, proposed);
}
