import { BACKGROUND, VOID } from '../../shared/labels/labelCodes.ts';
import { hexColour, VOC_PALETTE } from '../../shared/labels/vocPalette.ts';
import type { OriginId } from '../editor/origins.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Painting } from './Painting.svelte.ts';
import { classColour } from './palette.ts';
import type { Pointers } from './Pointers.svelte.ts';
import type { Preferences } from './Preferences.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Viewport } from './Viewport.svelte.ts';

interface Parts {
  preferences: Preferences;
  project: ProjectState;
  current: CurrentImage;
  painting: Painting;
  pointers: Pointers;
  viewport: Viewport;
}

/** A label as people are told of it. */
interface NamedLabel {
  name: string;
  /** `#rrggbb`, as the canvas shows it. */
  colour: string;
}

/** What is under the pointer, and what is in the hand. */
export class Inspection {
  private readonly parts: Parts;
  /** The pixel under the pointer; undefined beside the image. */
  readonly pixel = $derived.by((): { x: number; y: number } | undefined => {
    const { pointers, viewport, current } = this.parts;
    if (!pointers.at || !current.image) return undefined;
    const { width, height } = current.image.layer;
    const point = viewport.imagePoint(pointers.at);
    const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
    return x >= 0 && y >= 0 && x < width && y < height ? { x, y } : undefined;
  });
  /** Its label as the canvas shows it, and who decided it. */
  readonly label = $derived.by((): (NamedLabel & { origin: OriginId | 'given' }) | undefined => {
    const { current, project } = this.parts;
    const { image } = current;
    if (!image || !this.pixel) return undefined;
    void image.layerVersion;
    const { x, y } = this.pixel;
    const origin = image.originAt(x, y);
    return {
      ...this.named(image.sampler(project.voidHalfWidth).at(x, y)),
      origin: origin === 'proposed' && image.given ? 'given' : origin,
    };
  });
  /** What is painted. */
  readonly inHand = $derived.by((): NamedLabel => this.named(this.parts.painting.label));

  constructor(parts: Parts) {
    this.parts = parts;
  }

  private named(label: number): NamedLabel {
    const found = this.parts.project.classes.find((item) => item.label === label);
    if (found)
      return { name: found.name, colour: classColour(found, this.parts.preferences.settings.palette) };
    const name = { [BACKGROUND]: messages.background, [VOID]: messages.void }[label] ?? String(label);
    return { name, colour: hexColour(VOC_PALETTE[label]!) };
  }
}
