import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import { emptyLayer } from '../../shared/labels/Layer.ts';
import type { Api } from '../api/Api.ts';
import { floatsFromBase64, unpackBytes } from '../api/packBytes.ts';
import type { Picture } from '../editor/Picture.ts';

/**
 * Fetches and decodes what an image needs to be drawn.
 *
 * @throws RouteError when the photograph is gone or cannot be decoded
 */
export async function loadPicture(api: Api, detail: ImageDetail): Promise<Picture> {
  // Where the photograph is no longer the one that was labelled, it is shown in the size of the labels.
  const size = detail.changed ? { width: detail.width, height: detail.height } : undefined;
  const photo = await api.photograph(detail, size);
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
