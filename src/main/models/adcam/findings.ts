/** What is known of a model's origin and input, whatever network it is. */
export interface ModelSummary {
  producer: string;
  opset: number;
  nodes: number;
  input: { name: string; height: number | undefined; width: number | undefined };
}

/** What a look at a vision transformer brought to light. */
export interface VitFindings extends ModelSummary {
  role: 'vit';
  /** Edge of the square input in pixels. */
  size: number;
  patch: number;
  /** Patches per row and column. */
  grid: number;
  /** Patches and special tokens. */
  tokens: number;
  /** Softmax tensors of the attention layers. */
  attention: string[];
  heads: number;
}

/** What a look at a CNN brought to light. */
export interface CnnFindings extends ModelSummary {
  role: 'cnn';
  /** Edge of the square input at which it was looked at. */
  size: number;
  /** Whether the export takes no other size. */
  fixedSize: boolean;
  /** Pixels per cell of the feature map. */
  stride: number;
  modelClasses: number;
  outputActivation: 'softmax' | 'sigmoid' | undefined;
  featureMap: string;
  /** Channels, height and width at `size`. */
  featureShape: [number, number, number];
  head: 'linear' | 'hidden layers' | 'pooled class maps';
}
