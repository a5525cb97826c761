import type { LabPhoto } from '../../src/renderer/editor/LabPhoto.ts';
import { clickWork } from './clickWork.ts';
import type { Handwork } from './keystrokes.ts';
import type { LabelMap } from './oracle.ts';
import { foregroundIou, nextWork, rightPixels, WORTH } from './oracle.ts';
import type { InHand, Work } from './Work.ts';
import { actionsOf, handAfter, handworkOf } from './Work.ts';

/** What is labelled: a photograph on the desk, or the same without a page. */
export interface Paper {
  /** What is shown. */
  labels(): Promise<LabelMap>;
  /** @param hand what is in hand before */
  do(work: Work, hand: InHand): Promise<void>;
  /** Takes the last click back. */
  takeBack(): Promise<void>;
}

export interface Tools {
  clicks: boolean;
  polygon: boolean;
  /** What the smart brush looks at; it is not used where missing. */
  photo?: LabPhoto | undefined;
}

/** What something cost. */
export interface Played extends Handwork {
  actions: number;
  /** Clicks that were kept, and those that were taken back. */
  clicks: number;
  refused: number;
  strokes: number;
  polygons: number;
  iou: number;
  /** What is in hand at the end. */
  hand: InHand;
}

const MOST_ACTIONS = 400;
/** The share of a wrong region that a click is expected to set right, before the first and from one to the next. */
const EXPECTED = 0.6;
const LEARNED = 0.4;

/**
 * Labels until it is good enough. A click is made where it is expected to set more right for its price than anything that could be
 * painted; what is expected follows from the clicks before. One that does not help is taken back, and something is painted first.
 *
 * @param price what some work costs
 */
export async function play(
  paper: Paper,
  truth: LabelMap,
  {
    wanted,
    tools,
    price,
    ...options
  }: { wanted: number; tools: Tools; price: (work: Work, hand: InHand) => number; hand: InHand },
): Promise<Played> {
  let { hand } = options;
  const sum = { actions: 0, presses: 0, diameters: 0, clicks: 0, refused: 0, strokes: 0, polygons: 0 };
  let labels = await paper.labels();
  let iou = foregroundIou(labels, truth);
  let expected = EXPECTED;
  let mayClick = tools.clicks;
  while (iou < wanted && sum.actions < MOST_ACTIONS) {
    const click = mayClick ? clickWork(labels, truth) : undefined;
    const painted = nextWork(labels, truth, hand, { ...tools, price });
    const isClick = click && (expected * click.area) / price(click.work, hand) > (painted?.rate ?? 0);
    const work = isClick ? click.work : painted?.work;
    if (!work) break;
    const { presses, diameters } = handworkOf(work, hand);
    sum.actions += actionsOf(work, hand);
    sum.presses += presses;
    sum.diameters += diameters;
    await paper.do(work, hand);
    hand = handAfter(work, hand);
    const after = await paper.labels();
    const gain = rightPixels(after, truth) - rightPixels(labels, truth);
    if (isClick) expected += LEARNED * (Math.max(0, Math.min(1, gain / click.area)) - expected);
    const reached = foregroundIou(after, truth);
    mayClick = tools.clicks;
    if (isClick && (reached <= iou || gain < WORTH)) {
      await paper.takeBack();
      sum.actions += 1;
      sum.refused += 1;
      mayClick = false;
      labels = await paper.labels();
      continue;
    }
    if (isClick) sum.clicks += 1;
    else if (work.tool === 'polygon') sum.polygons += 1;
    else sum.strokes += 1;
    // Work that changes nothing would be found again.
    if (!isClick && gain === 0) break;
    [labels, iou] = [after, reached];
  }
  return { ...sum, iou, hand };
}
