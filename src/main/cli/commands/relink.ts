import { counted } from '../../../shared/text/counted.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { relinkImages } from '../../formats/relinkImages.ts';
import { EXIT } from '../exitCodes.ts';
import { tell, tellSome } from '../terminal/output.ts';

/** `camweave relink PROJECT FOLDER` */
export async function relink(projectPath: string, folder: string): Promise<number> {
  const project = ProjectFile.open(projectPath);
  try {
    const { found, missing } = await relinkImages(project, folder);
    tellSome('Not found in the new folder:', missing);
    tell(
      `${counted(found, 'image')} found in ${folder}${missing.length > 0 ? `, ${missing.length} missing` : ''}.`,
    );
    return missing.length > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    project.close();
  }
}
