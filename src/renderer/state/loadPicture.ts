import type { ImageDetail, Refined } from '../../shared/contract/imageRoutes.ts';
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
  const human = detail.human === null ? null : await unpackBytes(detail.human);
  const frozen = detail.frozen === null ? null : await unpackBytes(detail.frozen);
  const decided = frozen ?? human ?? emptyLayer(width, height).data;
  const refined = detail.refined ? await unpackRefined(detail.refined) : undefined;
  const given = await givenLabels(detail);
  const hand = frozen ? human : decided;
  return { photo, width, height, scores: scoresOf(detail), given, refined, decided, hand };
}

/** The label map that came from elsewhere, as it is drawn. */
export async function givenLabels({ given }: ImageDetail): Promise<Picture['given']> {
  return given ? unpackBytes(given.labels) : undefined;
}

/** A refined proposal as it is drawn. */
export async function unpackRefined({ basis, labels }: Refined): Promise<NonNullable<Picture['refined']>> {
  return { basis, labels: await unpackBytes(labels) };
}

/** The score maps of an image as numbers. */
export function scoresOf({ scores }: ImageDetail): Picture['scores'] {
  return scores && { ...scores, values: floatsFromBase64(scores.values) };
}
