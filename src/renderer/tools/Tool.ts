import type { Component } from 'svelte';
import type { BrushShape, MayPaint } from '../editor/paintBrush.ts';
import type { OriginId } from '../editor/origins.ts';
import type { LabPhoto } from '../editor/LabPhoto.ts';
import type { Point } from '../editor/View.ts';
import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import type { ObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import type { Correction } from '../../shared/labels/correction.ts';
import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';

/** Where a tool is pressed or moved to. */
export interface Press extends Point {
  /** The same in canvas pixels; `x` and `y` are image pixels. */
  canvas: Point;
  /** Whether a straight line is wanted (Shift). */
  straight: boolean;
  /** Whether Alt is held. */
  alt: boolean;
  /** Whether Ctrl, or the Mac's Command, is held. */
  ctrl: boolean;
  /** Whether something is to be taken away: by the right button, a pen's eraser, or the button on its side. */
  erase: boolean;
  /** Of a pen, in ]0, 1]; 1 for whatever knows none. */
  pressure: number;
}

/** A stroke under way: one entry of the undo history once it ends, no trace of it when it is cancelled. */
export interface ToolStroke {
  readonly layer: Layer;
  readonly label: number;
  /** Which pixels may be changed; undefined where all of them. */
  readonly mayPaint: MayPaint | undefined;
  /** Paints: what lies in the rectangle is remembered before, and shown after. */
  paint(area: Rectangle, work: () => void): void;
  /** @param clicked whether clicks have said what it paints */
  end(clicked?: boolean): void;
  cancel(): void;
}

/** The image under a tool. */
export interface ToolImage {
  readonly layer: Layer;
  /** Tells what is shown now from what was shown before. */
  readonly shown: string;
  /** The label of a pixel as it is shown now. */
  labelAt(x: number, y: number): number;
  /** Who decided it. */
  originAt(x: number, y: number): OriginId;
}

/** Clicks, or a box, that say where a label is and where it is not; in image pixels. */
export interface ClickRequest {
  label: number;
  clicks: readonly { x: number; y: number; positive: boolean }[];
  box: { x0: number; y0: number; x1: number; y1: number } | null;
}

/** What they may mean, the likeliest first. */
export interface ClickAnswers {
  candidates: readonly Correction[];
}

/** What a tool works with: the hand that holds it. */
export interface Hand {
  /** Undefined while no image is open. */
  readonly image: ToolImage | undefined;
  /** Of the image; there whenever a tool that `looks` is pressed. */
  readonly photo: LabPhoto | undefined;
  /** Of the image, as its labels are seen now; found when it is asked for. */
  readonly objects: ImageObjects | undefined;
  /** The same where they can be shown: not while labels move. */
  readonly objectsShown: ImageObjects | undefined;
  /** What is painted: a class, background or void. */
  readonly label: number;
  /** Of the brush, in image pixels. */
  readonly radius: number;
  readonly shape: BrushShape;
  /** Pixels of the page per image pixel. */
  readonly pageScale: number;
  /** Where the last stroke on this image ended. */
  lastEnd: Point | undefined;
  chooseLabel(label: number): void;
  /** Takes a size of the brush within what is possible, in image pixels. */
  setRadius(radius: number): void;
  /**
   * Begins a stroke on the open image.
   *
   * @param unprotected whether classes that are locked or protected may be changed too
   */
  begin(label: number, unprotected?: boolean): ToolStroke;
  /**
   * What clicks on the open image make of a label.
   *
   * @throws RouteError
   */
  correct(request: ClickRequest): Promise<ClickAnswers>;
  /** Parts or joins objects of the open image: one entry of the undo history, none where that changes nothing. */
  editObjects(edit: ObjectEdit): void;
  /** Moves the image by canvas pixels. */
  panBy(dx: number, dy: number): void;
}

/** Something drawn over the canvas while a tool works, in image pixels. */
export type Mark =
  | { kind: 'circle' | 'square'; at: Point; radius: number }
  | { kind: 'line'; points: readonly Point[] }
  | { kind: 'corner'; at: Point; first: boolean; hot: boolean }
  /** Where something was said to be, or not to be, and whether that is not answered yet. */
  | { kind: 'click'; at: Point; positive: boolean; waiting: boolean }
  /** Two corners, in any order. */
  | { kind: 'box'; x0: number; y0: number; x1: number; y1: number }
  /** Sides between pixels, as an SVG path in image pixels; `chosen` those around what was clicked. */
  | { kind: 'edges'; path: string; chosen: boolean }
  /** What would change, in the same way. */
  | { kind: 'preview'; path: string }
  | { kind: 'number'; at: Point; number: number }
  /** Where a corner would be inserted. */
  | { kind: 'insertion'; at: Point };

/**
 * A tool: everything about it in one object. It is made for one hand and may keep what is under way. `press`, `move`,
 * `release` and `cancel` follow the pointer; `press` may take its time.
 */
export interface Tool {
  /** In settings and actions: stays when words change. */
  readonly id: string;
  readonly icon: Component<{ size?: number | string }>;
  /** The usual key; a person may choose another. */
  readonly key: string;
  readonly words: { name: string; hint: string };
  /** A CSS cursor. */
  readonly cursor: string;
  /** Whether it changes labels, which on a decided image it may not. */
  readonly changes: boolean;
  /** Whether it paints the class in hand; choosing a class while another tool is in hand takes up the brush. */
  readonly paintsLabel: boolean;
  /** Whether the size of the brush matters to it. */
  readonly sized: boolean;
  /** Whether a press that takes something away means something to it; others leave it. */
  readonly erases?: boolean;
  /** Whether it looks at the photograph's pixels, which have to be read for it. */
  readonly looks?: boolean;
  /** Id of the tool that it is a variant of: the two share a button. */
  readonly variantOf?: string | undefined;
  /** What is said in place of its hint while something is under way. */
  readonly hint?: string | undefined;
  /** Whether something is under way that is finished or taken back before anything else happens. */
  readonly busy?: boolean;
  press(press: Press): void | Promise<void>;
  move?(press: Press): void;
  release?(): void | Promise<void>;
  /** @param press where the pointer is while nothing is pressed; undefined where it is elsewhere, or nothing can be changed */
  hover?(press: Press | undefined): void;
  /** Leaves what is under way without a trace. */
  cancel?(): void;
  /** Undoes what the press that is held has done, where more may be under way than that; `cancel` where missing. */
  withdraw?(): void;
  /** Ends what is under way; by Enter. */
  finish?(): void;
  /** Ends what is under way because something else is taken up; without it, that is left without a trace. */
  leave?(): void;
  /** How many answers there are to choose from. */
  readonly candidates?: number;
  /** Shows another of them. */
  nextCandidate?(by: 1 | -1): void;
  /** To be called when what is proposed has moved. */
  again?(): Promise<void>;
  /** Comes after two presses. */
  doubleClick?(): void;
  /** Takes back the last piece of what is under way; by Backspace, or undo. */
  takeBack?(): void;
  /** @param pointer image point under the pointer, where it is over the canvas */
  marks?(pointer: Point | undefined): readonly Mark[];
}

/** Makes a tool for a hand. */
export type ToolMaker = (hand: Hand) => Tool;
