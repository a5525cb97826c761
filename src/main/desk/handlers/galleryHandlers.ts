import { deflateRawSync } from 'node:zlib';
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
      const maps: Uint8Array[] = [];
      const left: { id: number; message: string }[] = [];
      for (const id of ids) {
        await slices.pause();
        try {
          const found = galleryTile(file, current().image(id));
          tiles.push(found.tile);
          maps.push(...found.maps);
        } catch (error) {
          // One that is damaged, or was not looked at yet, keeps no other from being shown.
          if (!(error instanceof AppError)) throw error;
          left.push({ id, message: error.message });
        }
      }
      const packed = deflateRawSync(Buffer.concat(maps), { level: 1 });
      return { tiles, maps: packed.toString('base64'), left };
    },
    'gallery.margins': ({ label }) => {
      current().expectClass(label);
      return marginHistogram(current().file, label);
    },
  };
}
