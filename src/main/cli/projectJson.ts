import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { origins } from '../annotate/originOf.ts';
import { thresholdsOf } from '../annotate/thresholdsOf.ts';
import { projectName } from '../../shared/projects/projectName.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/**
 * A project as one JSON object, in pieces: what holds for all images, then image by image, so that memory does not
 * grow with their number. Tags are labels, null where nobody has said; `origin` is where labels or scores were imported from; what is not known is null.
 *
 * @param scores with each image's score maps: `labels`, `thresholds` in force, `grid`, and `maps` `[C, grid, grid]`, little-endian float16 in
 *   base64; null where it has none
 */
export function* projectJson(project: ProjectFile, scores: boolean): Generator<string> {
  const { meta } = project;
  const head = {
    name: projectName(project.path),
    root: meta.get('root') ?? null,
    classes: project.classes.all(),
    parameters: meta.get('parameters') ?? null,
    pack: meta.get('pack') ?? null,
    voidHalfWidth: meta.get('voidHalfWidth') ?? 0,
    edges: meta.get('edges') ?? false,
    groundTruth: meta.get('groundTruth') ?? null,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"images":[`;
  let parting = '\n';
  const from = origins(project);
  for (const image of project.images.all()) {
    const origin = from.get(image.id) ?? null;
    yield (
      parting + JSON.stringify({ ...describe(image), origin, ...(scores ? scoresOf(project, image) : {}) })
    );
    parting = ',\n';
  }
  yield '\n]}\n';
}

function describe({ path, state, tags, width, height, problem }: ProjectImage): object {
  return {
    ...{ path, state, tags: tags ?? null },
    ...{ width: width ?? null, height: height ?? null, problem: problem ?? null },
  };
}

function scoresOf(project: ProjectFile, image: ProjectImage): object {
  const stored = project.scores.get(image.id);
  if (!stored) return { scores: null };
  const { labels, grid, values } = stored;
  const maps = Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
  return { scores: { labels, thresholds: thresholdsOf(project, image, stored), grid, maps } };
}
