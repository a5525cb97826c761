import { z } from 'zod';

/** What every pack.json begins with. */
export function packHead<Kind extends string>(kind: Kind) {
  return {
    format: z.literal(1),
    kind: z.literal(kind),
    name: z.string().min(1),
    /** What it is good for, in a sentence without a full stop. */
    description: z.string().optional(),
    licence: z.string().optional(),
  };
}

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** A model file. */
export const modelFile = {
  /** A plain file name: nothing that could lead out of the pack. */
  file: z.string().regex(/^[\w][\w.-]*\.onnx$/, 'a plain file name that ends in .onnx'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 in hexadecimal'),
};

/** A model file whose input is an image. */
export const imageModel = {
  ...modelFile,
  /** Input is `(x / 255 - mean) / std` per channel, RGB. */
  mean: triple,
  std: triple.refine((values) => values.every((value) => value > 0), 'std must be positive'),
};
