import { AppError } from '../../shared/errors/AppError.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { cut, paste } from '../../shared/labels/Layer.ts';
import type { LabelsNow } from '../project/LabelsNow.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Stroke } from '../project/StrokeTable.ts';
import type { Doer } from './Doer.ts';
import { expectOpen } from './expectOpen.ts';
import { updateState } from './updateState.ts';
import type { SizedImage } from './withContent.ts';

interface OpenLayer extends Layer {
  id: number;
}

/** A rectangle of a human layer as it is now, `uint8[height, width]`. */
export interface Patch extends Rectangle {
  values: Uint8Array;
}

/**
 * Painting: strokes with unlimited undo and redo, and the human layers they make, the last one kept ready. They are kept under
 * the labels that were painted, so that a class which is brought back has its pixels; pages see what those mean now.
 */
export class Strokes {
  private readonly project: ProjectFile;
  private open: OpenLayer | undefined;

  constructor(project: ProjectFile) {
    this.project = project;
  }

  /** The human layer `uint8[height, width]`, 254 where untouched; not to be changed. */
  layer({ id, width, height }: SizedImage): Uint8Array {
    return this.labelsNow().values(this.openLayer(id, width, height).data);
  }

  /**
   * Keeps a stroke. Only pixels that the painter changed are taken over, so that a stroke which arrives late does
   * not undo what was painted meanwhile.
   *
   * @param painted what the rectangle was as the painter saw it, and what it has become
   * @returns false when it changes nothing
   * @throws AppError `invalid-input` for a decided image, a rectangle outside it, labels outside the class list, or
   * values that do not fill the rectangle; `already-done` for a call that was made before
   */
  add(image: SizedImage, painted: Stroke, { author, number }: Doer): boolean {
    expectOpen(image);
    const { id, width, height } = image;
    if (!fits(painted, image))
      throw new AppError('invalid-input', `The stroke reaches beyond the image (${width} x ${height}).`);
    this.expectValues(painted);
    return this.keep(number, () => {
      const layer = this.openLayer(id, width, height);
      const before = cut(layer, painted);
      const after = before.map((value, i) =>
        painted.before[i] === painted.after[i] ? value : painted.after[i]!,
      );
      if (Buffer.compare(before, after) === 0) return false;
      this.project.strokes.add(id, { ...painted, before, after }, { at: new Date().toISOString(), author });
      paste(layer, painted, after);
      // What was undone is gone with every new stroke, decisions included.
      this.project.decisions.dropUndone(id);
      updateState(this.project, id);
      return true;
    });
  }

  /**
   * Takes the last stroke back, or does the next one again.
   *
   * @returns what the layer is now where it changed, or undefined where there was nothing to do
   * @throws AppError `invalid-input` for a decided image, `project-invalid` for a stroke that does not fit it
   */
  step(image: SizedImage, how: 'undo' | 'redo', number?: string): Patch | undefined {
    expectOpen(image);
    return this.keep(number, () => {
      const stroke = this.project.strokes[how](image.id);
      if (!stroke) return undefined;
      if (!fits(stroke, image))
        throw new AppError(
          'project-invalid',
          `${this.project.path} is damaged at the strokes of ${image.path}: one reaches beyond the image.`,
        );
      const values = how === 'undo' ? stroke.before : stroke.after;
      paste(this.openLayer(image.id, image.width, image.height), stroke, values);
      updateState(this.project, image.id);
      const { x, y, width, height } = stroke;
      return { x, y, width, height, values: this.labelsNow().values(values) };
    });
  }

  /** Does work on the layer and the file, both or neither: a disk that is full may show as late as the commit. */
  private keep<T>(number: string | undefined, work: () => T): T {
    try {
      return this.project.transaction(() => {
        this.project.changes.note(number);
        return work();
      });
    } catch (error) {
      // Read anew when it is needed next: what was painted may not have been kept.
      this.open = undefined;
      throw error;
    }
  }

  /** The strokes of an image were removed. */
  forget(imageId: number): void {
    if (this.open?.id === imageId) this.open = undefined;
  }

  private openLayer(id: number, width: number, height: number): OpenLayer {
    if (this.open?.id !== id)
      this.open = { id, width, height, data: this.project.strokes.writtenLayer(id, width, height) };
    return this.open;
  }

  private labelsNow(): LabelsNow {
    return this.project.classes.labelsNow();
  }

  private expectValues({ before, after, width, height }: Stroke): void {
    if (before.length !== width * height || after.length !== width * height)
      throw new AppError(
        'invalid-input',
        `The stroke does not have the ${width * height} pixels of its rectangle.`,
      );
    // A page that has not heard yet may paint a class that is gone: it is read as what that has become.
    const known = new Set(this.project.classes.written().map(({ label }) => label));
    for (const label of new Set(after)) {
      if (isClass(label) && !known.has(label))
        throw new AppError('invalid-input', `There is no class ${label} in ${this.project.path}.`);
    }
  }
}

function fits({ x, y, width, height }: Rectangle, image: { width: number; height: number }): boolean {
  return x + width <= image.width && y + height <= image.height;
}
