import { statSync } from 'node:fs';
import { Transformer } from '@napi-rs/image';
import { AppError } from '../../shared/errors/AppError.ts';
import { photographAsJpeg } from '../image/photographAsJpeg.ts';
import { readImageHeader } from '../image/readImageHeader.ts';
import { readPhotograph } from '../image/readPhotograph.ts';
import { fileOf } from '../project/fileOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { OpaqueIds } from './OpaqueIds.ts';

export interface ServedPicture {
  bytes: Uint8Array<ArrayBuffer>;
  /** MIME type */
  type: string;
}

/** As large as a gallery shows them (TILE_EDGE of its routes). */
const THUMBNAIL_EDGE = 160;
const KEPT_THUMBNAILS = 2000;

/** Serves a project's photographs and thumbnails by opaque name. */
export class Photographs {
  private readonly project: ProjectFile;
  private readonly ids: OpaqueIds;
  private readonly thumbnails = new Map<string, ServedPicture>();

  constructor(project: ProjectFile, ids: OpaqueIds) {
    this.project = project;
    this.ids = ids;
  }

  /**
   * A photograph in a format that browsers show.
   *
   * @throws AppError `not-found` for a name that was not given out, `image-unreadable` for a file that is gone
   */
  async photograph(name: string): Promise<ServedPicture> {
    const file = this.file(name);
    const bytes = await readPhotograph(file);
    const { format } = readImageHeader(bytes, file);
    if (format !== 'tiff') return { bytes: Uint8Array.from(bytes), type: `image/${format}` };
    return { bytes: Uint8Array.from(await photographAsJpeg(bytes, file)), type: 'image/jpeg' };
  }

  /** A small JPEG of a photograph as it is now; those made last are kept. */
  async thumbnail(name: string): Promise<ServedPicture> {
    const file = this.file(name);
    const { mtimeMs, size } = statSync(file, { throwIfNoEntry: false }) ?? {};
    const key = `${name} ${mtimeMs} ${size}`;
    const known = this.thumbnails.get(key);
    if (known) return known;
    const bytes = await readPhotograph(file);
    const { width, height } = readImageHeader(bytes, file);
    const scale = Math.min(1, THUMBNAIL_EDGE / Math.max(width, height));
    const transformer = new Transformer(bytes).rotate();
    transformer.resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const small = { bytes: Uint8Array.from(await transformer.jpeg(75)), type: 'image/jpeg' };
    if (this.thumbnails.size >= KEPT_THUMBNAILS) this.thumbnails.delete(this.thumbnails.keys().next().value!);
    this.thumbnails.set(key, small);
    return small;
  }

  private file(name: string): string {
    const id = this.ids.resolve(name);
    const image = id === undefined ? undefined : this.project.images.get(id);
    if (!image) throw new AppError('not-found', 'There is no such image.');
    return fileOf(this.project, image);
  }
}
