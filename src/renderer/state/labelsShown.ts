import { applyHumanLayer } from '../../shared/labels/applyHumanLayer.ts';
import { composeProposal } from '../../shared/labels/composeProposal.ts';
import type { Layer } from '../../shared/labels/Layer.ts';
import type { OpenImage } from './OpenImage.svelte.ts';

/** The labels of an image as they are seen now, `uint8[height, width]`: what was painted over what is proposed, or came from elsewhere, edges followed where they are shown. */
export function labelsShown(image: OpenImage, voidHalfWidth: number): Layer {
  void image.layerVersion;
  const { width, height, data } = image.layer;
  const proposal = image.wholeNow(voidHalfWidth)?.slice() ?? composed(image, voidHalfWidth);
  return { width, height, data: applyHumanLayer(proposal, data) };
}

function composed(image: OpenImage, voidHalfWidth: number): Uint8Array {
  const { width, height } = image.layer;
  const { labels, values, grid } = image.scores ?? { labels: [], values: new Float32Array(1), grid: 1 };
  const rule = { labels, voidHalfWidth, thresholds: image.orderedThresholds };
  return composeProposal({ values, classes: labels.length, grid }, width, height, rule);
}
