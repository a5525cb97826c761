import { messages } from '../messages/messages.ts';
import { RouteError } from './Api.ts';

/**
 * Fetches and decodes a photograph by its opaque name.
 *
 * @param size to bring it to, in pixels; its own where missing
 * @throws RouteError `lost`, or `image-unreadable` when it is gone or cannot be decoded
 */
export async function fetchPhotograph(
  { name, path }: { name: string; path: string },
  size?: { width: number; height: number },
): Promise<ImageBitmap> {
  const response = await fetch(`image/${name}`).catch(() => undefined);
  if (!response) throw new RouteError('lost', messages.lost);
  if (!response.ok) throw new RouteError('image-unreadable', await response.text());
  const options = { imageOrientation: 'from-image', premultiplyAlpha: 'none' } as const;
  const resized = size ? { resizeWidth: size.width, resizeHeight: size.height } : {};
  const photo = await createImageBitmap(await response.blob(), { ...options, ...resized }).catch(
    () => undefined,
  );
  if (!photo) throw new RouteError('image-unreadable', path);
  return photo;
}
