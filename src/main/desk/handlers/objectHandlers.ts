import type { objectRoutes } from '../../../shared/contract/objectRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import type { StoredObjectEdit } from '../../../shared/objects/ObjectEdit.ts';
import { addObjectEdit, stepObjectEdit } from '../../annotate/editObjects.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import { withSameContent } from '../../annotate/withContent.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Parting regions into objects, and joining them. */
export function objectHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof objectRoutes> {
  const change = async (
    id: number,
    number: string | undefined,
    work: (project: OpenProject, image: SizedImage) => void,
  ): Promise<StoredObjectEdit[]> => {
    const project = current();
    if (!project.file.changes.has(number))
      work(project, await withSameContent(project.file, project.image(id)));
    project.tell(id);
    return project.file.objectEdits.all(id);
  };
  return {
    'object.list': ({ id }) => {
      const { file } = current();
      return file.objectEdits.all(current().image(id).id);
    },
    'object.add': ({ id, edit }, number) =>
      change(id, number, ({ file, author }, image) => addObjectEdit(file, image, edit, { author, number })),
    'object.undo': ({ id, edit }, number) =>
      change(id, number, ({ file }, image) => stepObjectEdit(file, image, edit, 'undo')),
    'object.redo': ({ id, edit }, number) =>
      change(id, number, ({ file }, image) => stepObjectEdit(file, image, edit, 'redo')),
  };
}
