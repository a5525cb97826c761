import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import type { Layer } from '../../shared/labels/Layer.ts';
import type { Speck } from '../editor/specks.ts';
import { fillHoles, findHoles, findSpecks, removeSpecks } from '../editor/specks.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import { labelsShown } from './labelsShown.ts';
import type { Painting } from './Painting.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

/** Of specks and holes, in pixels: what is larger is somebody's work. */
export const LARGEST_SPECK = 100_000;

interface Parts {
  project: ProjectState;
  current: CurrentImage;
  painting: Painting;
}

/** Cleaning the labels of the open image of specks, and closing holes in them; each time as one stroke. */
export class Specks {
  kind = $state<'specks' | 'holes'>('specks');
  /** The class that is cleaned; undefined for all. */
  label = $state<number>();
  /** What has fewer pixels than this goes. */
  size = $state(50);
  private readonly parts: Parts;
  /** The labels as they are seen. */
  private readonly map = $derived.by((): Layer | undefined => {
    const { current, project } = this.parts;
    const { image } = current;
    if (!image) return undefined;
    return labelsShown(image, project.voidHalfWidth);
  });
  private readonly all = $derived.by((): Speck[] => {
    if (!this.map) return [];
    return (this.kind === 'specks' ? findSpecks : findHoles)(this.map, LARGEST_SPECK);
  });
  /** Those that would go now. */
  readonly found = $derived.by((): Speck[] => {
    const { locked } = this.parts.painting;
    return this.all.filter(
      ({ label, pixels }) =>
        pixels.length < this.size && (this.label === undefined || this.label === label) && !locked.has(label),
    );
  });
  /** How many pixels they have. */
  readonly pixels = $derived.by(() => this.found.reduce((sum, { pixels }) => sum + pixels.length, 0));
  /** Labels of the classes that have any, of whatever size. */
  readonly labels = $derived.by(() => new Set(this.all.map(({ label }) => label)));

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Cleans what was found away. */
  clean(): void {
    const { painting } = this.parts;
    const { map, found } = this;
    painting.cancel();
    if (!map || found.length === 0 || !painting.mayChange()) return;
    const cleaned = (this.kind === 'specks' ? removeSpecks : fillHoles)(map, found);
    // A class whose specks go is not painted, so that nothing is tagged with it; one whose holes are filled is.
    const label = this.kind === 'holes' ? (this.label ?? BACKGROUND) : BACKGROUND;
    // Which classes may be changed was looked at when they were found.
    const stroke = painting.begin(label, true);
    for (const area of cleaned)
      stroke.paint(area, () => {
        for (const index of area.pixels) stroke.layer.data[index] = area.label;
      });
    stroke.end();
  }
}
