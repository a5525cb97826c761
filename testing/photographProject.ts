import type { ImageSource } from '../src/main/formats/dataset/ImageSource.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { addSource } from '../src/main/propose/setUpProject.ts';
import { VOC_CLASSES } from '../src/shared/classes/vocClasses.ts';
import { hexColour, VOC_PALETTE } from '../src/shared/labels/vocPalette.ts';
import { DEFAULT_PARAMETERS } from '../src/shared/parameters/proposalParameters.ts';

/**
 * A project of photographs that nobody has labelled, and that does not follow edges.
 *
 * @param path of the project file, which is made
 * @param names of its classes, those of PASCAL VOC where missing
 */
export function photographProject(
  path: string,
  source: ImageSource,
  names: readonly string[] = VOC_CLASSES,
): ProjectFile {
  const project = ProjectFile.open(path, { create: true });
  project.transaction(() => {
    project.meta.set('parameters', DEFAULT_PARAMETERS);
    names.forEach((name, index) =>
      project.classes.add({
        ...{ label: index + 1, name, threshold: 0.5, colour: hexColour(VOC_PALETTE[index + 1]!) },
      }),
    );
  });
  addSource(project, source);
  return project;
}
