import type { ImageDetail } from '../../shared/contract/routes.ts';
import type { Picture } from '../gl/LabelView.ts';
import { messages } from '../messages.ts';
import { RouteError } from './callRoute.ts';

/**
 * Fetches and decodes what an image needs to be drawn.
 *
 * @throws RouteError when the photograph is gone or cannot be decoded
 */
export async function loadPicture(detail: ImageDetail): Promise<Picture> {
  const response = await fetch(detail.url).catch(() => undefined);
  if (!response) throw new RouteError('lost', messages.lost);
  if (!response.ok) throw new RouteError('image-unreadable', detail.path);
  const blob = await response.blob();
  const photo = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!photo) throw new RouteError('image-unreadable', detail.path);
  const { scores, frozen } = detail;
  return {
    photo,
    width: photo.width,
    height: photo.height,
    scores: scores && { ...scores, values: new Float32Array(fromBase64(scores.values).buffer) },
    frozen: frozen === null ? null : await inflate(fromBase64(frozen)),
  };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
