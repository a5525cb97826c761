import { resolve } from 'node:path';
import { hexColour, VOC_PALETTE } from '../../shared/labels/vocPalette.ts';
import { attentionLayers } from '../../shared/parameters/attentionLayers.ts';
import type { Tagging } from '../../shared/parameters/tagging.ts';
import { DEFAULT_TAGGING } from '../../shared/parameters/tagging.ts';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { packHash } from '../models/adcam/adcamManifest.ts';
import type { ImageSource } from '../formats/dataset/ImageSource.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** The classes of a pack in its order, in VOC colours. */
export function classesOfPack({ classes }: AdcamManifest): { name: string; colour: string }[] {
  return classes.map(({ name }, index) => ({ name, colour: hexColour(VOC_PALETTE[index + 1]!) }));
}

/**
 * Fills a new project with a pack's defaults and with classes; a project that has classes keeps what it has.
 *
 * @param classes the pack's own where missing
 */
export function adoptPack(
  project: ProjectFile,
  packPath: string,
  manifest: AdcamManifest,
  classes: readonly { name: string; colour: string }[] = classesOfPack(manifest),
): void {
  project.transaction(() => {
    project.meta.set('pack', resolve(packPath));
    project.meta.set('packHash', packHash(manifest));
    if (project.classes.written().length > 0) return;
    const { thresholds, tagProbability } = manifest;
    classes.forEach(({ name, colour }, index) => {
      const label = index + 1;
      project.classes.add({
        label,
        name,
        colour,
        threshold: thresholds.perClass[name] ?? thresholds.default,
      });
    });
    project.meta.set('parameters', manifest.parameters);
    project.meta.set('voidHalfWidth', 0);
    project.meta.set('edges', true);
    project.meta.set('learning', true);
    project.meta.set('tagging', DEFAULT_TAGGING);
    project.meta.set(
      'tagProbabilities',
      Object.fromEntries(
        manifest.classes.map(({ name }) => [name, tagProbability.perClass[name] ?? tagProbability.default]),
      ),
    );
  });
}

/**
 * Overrides some of the project's parameters.
 *
 * @throws AppError `invalid-input` for attention layers that the pack does not have; nothing is changed then
 */
export function changeParameters(
  project: ProjectFile,
  manifest: AdcamManifest,
  changes: Partial<ProposalParameters>,
): void {
  const present = project.meta.get('parameters');
  if (!present)
    throw new AppError('project-invalid', `${project.path} has no proposal parameters; give a pack first.`);
  const parameters = { ...present, ...changes };
  attentionLayers(parameters.layers, manifest.vit.attention.length);
  project.transaction(() => project.meta.set('parameters', parameters));
}

/** Chooses what becomes of the classifier's word where nobody gave tags; images that it has tagged otherwise are proposed anew when somebody asks. */
export function changeTagging(project: ProjectFile, tagging: Tagging): void {
  project.transaction(() => project.meta.set('tagging', tagging));
}

/**
 * Adds the images of a source to a project, once each.
 *
 * @returns how many are new
 * @throws AppError `invalid-input` when the project's images lie in another folder
 */
export function addSource(project: ProjectFile, source: ImageSource): number {
  const root = project.meta.get('root');
  if (root !== undefined && root !== source.root) {
    throw new AppError(
      'invalid-input',
      `${project.path} holds images of ${root}, not of ${source.root}. Use another project file; ` +
        'if the folder has moved, `camweave relink PROJECT FOLDER` follows it.',
    );
  }
  // Of a name that several classes had, the one counts that is there.
  const written = project.classes.written().reverse();
  const labels = new Map(written.map(({ name, label }) => [name, label]));
  return project.transaction(() => {
    project.meta.set('root', source.root);
    return source.images.filter(({ path, bytes, tags }) =>
      project.images.add({
        path,
        bytes,
        tags: tags?.flatMap((name) => labels.get(name) ?? []).sort((a, b) => a - b),
      }),
    ).length;
  });
}
