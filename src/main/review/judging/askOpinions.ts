import { BACKGROUND, isClass } from '../../../shared/labels/labelCodes.ts';
import { changeWords } from '../../../shared/images/PhotographChange.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Networks } from '../../learn/Learner.ts';
import { labelShares } from '../../learn/labelShares.ts';
import { labelsIn } from '../../learn/lessonFrom.ts';
import { secondOpinionsJob } from '../../models/adcam/jobs.ts';
import { fileOf } from '../../project/fileOf.ts';
import { mapsNow } from '../../project/mapsNow.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import type { RiskInput } from '../risk/RiskInput.ts';

/**
 * A label map with what the networks of a project's pack say of it besides.
 *
 * @throws AppError `image-unreadable`, `image-changed`, `inference-failed`, `cancelled`
 */
export async function askOpinions(
  { manifest, run }: Networks,
  project: ProjectFile,
  image: ProjectImage,
  input: RiskInput,
): Promise<RiskInput> {
  const classes = new PackClasses(project.classes.written(), manifest);
  const regions = labelsIn(input.labels).filter(isClass);
  const wanted = [...new Set([...regions, ...input.expected])];
  const asked = classes.positionsOf(wanted);
  const { grid } = manifest.vit;
  const said = await run(secondOpinionsJob, {
    image: fileOf(project, image),
    tags: asked.map(({ position }) => position),
    parameters: project.meta.get('parameters')!,
    shares: labelShares(input.labels, input, grid, regions),
  });
  if (image.contentHash !== undefined && image.contentHash !== said.contentHash)
    throw new AppError('image-changed', changeWords(image, said));
  const written = asked.map(({ label }) => label);
  const now = project.classes.labelsNow();
  const under = (maps: Float32Array): Float32Array => mapsNow(written, maps, now).maps;
  const area = said.cam.length;
  const labels = mapsNow(written, said.cam, now).labels;
  const labelOf = (group: number): number => (group === 0 ? BACKGROUND : regions[group - 1]!);
  return {
    ...input,
    confidences: Array.from(said.probabilities).flatMap((probability, position) => {
      const label = classes.labelNow(position);
      return label === undefined ? [] : [{ label, probability }];
    }),
    opinions: {
      ...{ labels, grid, cam: under(said.cam), mirrored: under(said.mirrored) },
      sizes: Array.from({ length: area === 0 ? 0 : said.sizes.length / area }, (_, s) =>
        under(said.sizes.subarray(s * area, (s + 1) * area)),
      ),
      ...{ regions, spread: said.spread },
      byVit: said.byVit?.map(labelOf),
      byCnn: said.byCnn.map(labelOf),
    },
  };
}
