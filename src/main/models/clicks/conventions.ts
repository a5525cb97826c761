import type { Normalisation } from '../../image/resample.ts';

/** The ways in which promptable models are exported, by name. */
export const CONVENTION_IDS = [
  'transformers-sam-2',
  'transformers-sam',
  'segment-anything-2',
  'efficient-sam',
  'segment-anything',
] as const;
export type ConventionId = (typeof CONVENTION_IDS)[number];

/**
 * One way of exporting an encoder and a decoder: the names of what goes in and comes out, and what is meant by it.
 *
 * All of them add half a pixel to the coordinates of points, which are therefore given as pixel indices of the square.
 */
export interface Convention {
  id: ConventionId;
  /** Whose exports these are, for a sentence. */
  title: string;
  /** How a photograph comes into the encoder's square: its long side fitted and the rest padded, or squashed. */
  fit: 'pad' | 'squash';
  /** What the encoder expects of pixels, unless told otherwise. */
  normalisation: Normalisation;
  /** The encoder's input, where its name tells the convention. */
  encoderInput?: string;
  /** Inputs of the decoder that are outputs of the encoder. */
  embeddings: readonly string[];
  points: {
    coordinates: string;
    labels: string;
    /** Whether there is an axis for several objects at once: `[1, 1, n, 2]` instead of `[1, n, 2]`. */
    perObject: boolean;
    /** Whether a point labelled -1 stands in for a box where there is none. */
    padded: boolean;
    /** Whether points are in pixels of the size that masks are to have, instead of the square's. */
    inOutputSize?: boolean;
    /** More than these are not looked at. */
    most?: number;
  };
  /** How a box is given: as two points labelled 2 and 3, or through an input `[1, boxes, 4]`. */
  box: 'corners' | { input: string };
  /** Logits to start from, `[1, 1, edge, edge]`, and whether there are any, `[1]`; where the export has them. */
  mask?: { logits: string; flag: string };
  /** Input for the height and width that masks come out with, where the export has it. */
  outputSize?: string;
  /** Outputs: logits of masks on a grid over the square, and how good the model takes them to be. */
  masks: string;
  scores: string;
  /** Whether the first of several masks is the one that the model gives for prompts without ambiguity. */
  firstIsSingle: boolean;
}

const IMAGENET: Normalisation = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const ZERO_TO_ONE: Normalisation = { mean: [0, 0, 0], std: [1, 1, 1] };

/**
 * The conventions, the more particular ones first.
 *
 * From the exporters themselves: segment-anything (`utils/onnx.py`), samexporter (`export_encoder.py`, `export_sam2.py`), EfficientSAM
 * (`onnx_models.py`), and the models that optimum and transformers.js share.
 */
export const CONVENTIONS: readonly Convention[] = [
  {
    id: 'transformers-sam-2',
    title: 'SAM 2 as transformers.js has it',
    fit: 'squash',
    normalisation: IMAGENET,
    embeddings: ['image_embeddings.0', 'image_embeddings.1', 'image_embeddings.2'],
    points: { coordinates: 'input_points', labels: 'input_labels', perObject: true, padded: false },
    box: { input: 'input_boxes' },
    mask: { logits: 'input_masks', flag: 'has_mask_input' },
    ...{ masks: 'pred_masks', scores: 'iou_scores', firstIsSingle: false },
  },
  {
    id: 'transformers-sam',
    title: 'SAM as optimum and transformers.js have it',
    fit: 'pad',
    normalisation: IMAGENET,
    embeddings: ['image_embeddings', 'image_positional_embeddings'],
    points: { coordinates: 'input_points', labels: 'input_labels', perObject: true, padded: false },
    box: { input: 'input_boxes' },
    ...{ masks: 'pred_masks', scores: 'iou_scores', firstIsSingle: false },
  },
  {
    id: 'segment-anything-2',
    title: 'SAM 2 as samexporter and osam have it',
    fit: 'squash',
    normalisation: IMAGENET,
    embeddings: ['image_embed', 'high_res_feats_0', 'high_res_feats_1'],
    points: { coordinates: 'point_coords', labels: 'point_labels', perObject: false, padded: false },
    box: 'corners',
    mask: { logits: 'mask_input', flag: 'has_mask_input' },
    outputSize: 'orig_im_size',
    ...{ masks: 'masks', scores: 'iou_predictions', firstIsSingle: false },
  },
  {
    id: 'efficient-sam',
    title: 'EfficientSAM',
    fit: 'squash',
    normalisation: ZERO_TO_ONE,
    encoderInput: 'batched_images',
    embeddings: ['image_embeddings'],
    points: {
      ...{ coordinates: 'batched_point_coords', labels: 'batched_point_labels' },
      ...{ perObject: true, padded: false, inOutputSize: true, most: 6 },
    },
    box: 'corners',
    outputSize: 'orig_im_size',
    ...{ masks: 'output_masks', scores: 'iou_predictions', firstIsSingle: false },
  },
  {
    id: 'segment-anything',
    title: 'SAM or MobileSAM as segment-anything, samexporter and osam have it',
    fit: 'pad',
    normalisation: IMAGENET,
    embeddings: ['image_embeddings'],
    points: { coordinates: 'point_coords', labels: 'point_labels', perObject: false, padded: true },
    box: 'corners',
    mask: { logits: 'mask_input', flag: 'has_mask_input' },
    outputSize: 'orig_im_size',
    ...{ masks: 'low_res_masks', scores: 'iou_predictions', firstIsSingle: true },
  },
];

export function conventionOf(id: ConventionId): Convention {
  return CONVENTIONS.find((convention) => convention.id === id)!;
}
