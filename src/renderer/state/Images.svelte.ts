import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';

/** All images of the project, in the order of their paths. */
export class Images {
  all = $state.raw<readonly ImageSummary[]>([]);
  readonly accepted = $derived(this.all.filter(({ state }) => state === 'accepted').length);

  /** Takes over what has become of an image. */
  replace(changed: ImageSummary): void {
    const at = this.all.findIndex(({ id }) => id === changed.id);
    if (at !== -1) this.all = this.all.with(at, changed);
  }

  /** Takes over what has become of some images. */
  replaceAll(changed: readonly ImageSummary[]): void {
    const byId = new Map(changed.map((image) => [image.id, image]));
    if (byId.size > 0) this.all = this.all.map((image) => byId.get(image.id) ?? image);
  }
}
