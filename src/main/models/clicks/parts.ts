import type { ModelPart } from '../ModelKind.ts';
import { conventionOf } from './conventions.ts';
import { inspectDecoderJob, inspectEncoderJob } from './jobs.ts';

const encoder: ModelPart = {
  role: 'encoder',
  async inspect(file, _flags, run) {
    const found = await run(inspectEncoderJob, { file });
    const { height, width, name } = found.input;
    const shape = found.layout === 'pixels' ? 'pixels in 0..255' : 'normalised planes';
    const rows = [
      ['  usable as', 'encoder of clicks'],
      ['  made by', found.producer || 'unknown'],
      ['  opset, nodes', `${found.opset}, ${found.nodes}`],
      ['  convention', found.conventions.map((id) => conventionOf(id).title).join('; or ')],
      ['  input', `"${name}", ${height ?? 'any'} x ${width ?? 'any'}, ${shape}`],
      ['  embeddings', found.outputs.map((output) => `"${output.name}"`).join(', ')],
    ];
    return { json: found, rows };
  },
};

const decoder: ModelPart = {
  role: 'decoder',
  async inspect(file, _flags, run) {
    const found = await run(inspectDecoderJob, { file });
    const rows = [
      ['  usable as', 'decoder of clicks'],
      ['  made by', found.producer || 'unknown'],
      ['  opset, nodes', `${found.opset}, ${found.nodes}`],
      ['  convention', conventionOf(found.convention).title],
      ['  embeddings', found.embeddings.map(({ name }) => `"${name}"`).join(', ')],
      [
        '  takes',
        ['points', ...(found.takesBox ? ['a box'] : []), ...(found.takesPrompt ? ['a mask'] : [])].join(', '),
      ],
      ['  candidates', found.hidden ? `hidden: "${found.hidden.masks}"` : 'all are shown'],
    ];
    return { json: found, rows };
  },
};

/** The two networks of a pack, each by itself. */
export const parts: readonly ModelPart[] = [encoder, decoder];
