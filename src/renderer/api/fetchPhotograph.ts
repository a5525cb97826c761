import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import { emptyLayer } from '../../shared/labels/Layer.ts';
import type { Picture } from '../gl/LabelView.ts';
import { messages } from '../messages.ts';
import { RouteError } from './callRoute.ts';
import { floatsFromBase64, unpackBytes } from './packBytes.ts';

/**
 * Fetches and decodes what an image needs to be drawn.
 *
 * @throws RouteError when the photograph is gone or cannot be decoded
 */
export async function loadPicture(detail: ImageDetail): Promise<Picture> {
  const response = await fetch(`image/${detail.name}`).catch(() => undefined);
  if (!response) throw new RouteError('lost', messages.lost);
  if (!response.ok) throw new RouteError('image-unreadable', await response.text());
  const blob = await response.blob();
  const options = { imageOrientation: 'from-image', premultiplyAlpha: 'none' } as const;
  const photo = await createImageBitmap(blob, options).catch(() => undefined);
  if (!photo) throw new RouteError('image-unreadable', detail.path);
  const { width, height } = photo;
  const decided = detail.frozen ?? detail.human;
  return {
    ...{ photo, width, height },
    scores: scoresOf(detail),
    decided: decided === null ? emptyLayer(width, height).data : await unpackBytes(decided),
  };
}

/** The score maps of an image as numbers. */
export function scoresOf({ scores }: ImageDetail): Picture['scores'] {
  return scores && { ...scores, values: floatsFromBase64(scores.values) };
}
