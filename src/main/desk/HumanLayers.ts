import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { AppError } from '../../shared/errors/AppError.ts';
import { FIRST_CLASS, LAST_CLASS } from '../../shared/labels/labelCodes.ts';
import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { cut, paste } from '../../shared/labels/Layer.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** A stroke as it comes from a page: `before` and `after` raw-deflated, in base64. */
type SentStroke = Rectangle & { label: number; before: string; after: string };

interface OpenLayer extends Layer {
  id: number;
}

/** The human layers of a project, the one that is painted in kept ready. */
export class HumanLayers {
  private readonly project: ProjectFile;
  private open: OpenLayer | undefined;

  constructor(project: ProjectFile) {
    this.project = project;
  }

  /** `uint8[height, width]`; not to be changed. */
  get(id: number, width: number, height: number): Uint8Array {
    return this.layer(id, width, height).data;
  }

  /**
   * Keeps a stroke. Only pixels that the painter changed are taken over, so that a stroke which arrives late does
   * not undo what was painted meanwhile.
   *
   * @returns false when it changes nothing
   * @throws AppError `invalid-input` for a rectangle outside the image or labels outside the class list
   */
  add(id: number, width: number, height: number, sent: SentStroke): boolean {
    const area = sent.width * sent.height;
    if (sent.x + sent.width > width || sent.y + sent.height > height)
      throw new AppError('invalid-input', `The stroke reaches beyond the image (${width} x ${height}).`);
    const seen = inflate(sent.before, area);
    const painted = inflate(sent.after, area);
    this.expectLabels(painted);
    const layer = this.layer(id, width, height);
    const before = cut(layer, sent);
    const after = before.map((value, i) => (seen[i] === painted[i] ? value : painted[i]!));
    if (Buffer.compare(before, after) === 0) return false;
    const { label, x, y } = sent;
    this.project.strokes.add(id, { label, x, y, width: sent.width, height: sent.height, before, after });
    paste(layer, sent, after);
    return true;
  }

  /** Takes the last stroke back, or does the next one again; the rectangle as it is then, or undefined. */
  step(
    id: number,
    width: number,
    height: number,
    how: 'undo' | 'redo',
  ): (Rectangle & { values: string }) | undefined {
    const stroke = this.project.strokes[how](id);
    if (!stroke) return undefined;
    const values = how === 'undo' ? stroke.before : stroke.after;
    paste(this.layer(id, width, height), stroke, values);
    const { x, y } = stroke;
    return {
      x,
      y,
      width: stroke.width,
      height: stroke.height,
      values: deflateRawSync(values).toString('base64'),
    };
  }

  /** Reads the layer anew when it is needed next: what was painted may not have been kept. */
  forget(): void {
    this.open = undefined;
  }

  private layer(id: number, width: number, height: number): OpenLayer {
    if (this.open?.id !== id)
      this.open = { id, width, height, data: this.project.strokes.humanLayer(id, width, height) };
    return this.open;
  }

  private expectLabels(values: Uint8Array): void {
    const known = new Set(this.project.classes.all().map(({ label }) => label));
    const used = new Set(values);
    for (const label of used) {
      if (label >= FIRST_CLASS && label <= LAST_CLASS && !known.has(label))
        throw new AppError('invalid-input', `There is no class ${label} in ${this.project.path}.`);
    }
  }
}

function inflate(text: string, length: number): Uint8Array {
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: Math.max(1, length) });
    if (bytes.length === length) return bytes;
  } catch (cause) {
    throw new AppError('invalid-input', 'The pixels of the stroke cannot be unpacked.', { cause });
  }
  throw new AppError('invalid-input', `The stroke does not have the ${length} pixels of its rectangle.`);
}
