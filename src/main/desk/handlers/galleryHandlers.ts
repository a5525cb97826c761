import type { GalleryTile, galleryRoutes } from '../../../shared/contract/galleryRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import { galleryTile } from '../gallery/galleryTile.ts';
import { marginHistogram } from '../gallery/marginHistogram.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Many images at a glance. */
export function galleryHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof galleryRoutes> {
  return {
    'gallery.decided': () => [...current().file.decisions.lastOfAll()].map(([id, last]) => ({ id, ...last })),
    'gallery.tiles': async ({ ids }) => {
      const { file } = current();
      const slices = new TimeSlices();
      const tiles: GalleryTile[] = [];
      const left: { id: number; message: string }[] = [];
      for (const id of ids) {
        await slices.pause();
        try {
          tiles.push(galleryTile(file, current().image(id)));
        } catch (error) {
          // One that is damaged, or was not looked at yet, keeps no other from being shown.
          if (!(error instanceof AppError)) throw error;
          left.push({ id, message: error.message });
        }
      }
      return { tiles, left };
    },
    'gallery.margins': ({ label }) => {
      current().expectClass(label);
      return marginHistogram(current().file, label);
    },
  };
}
