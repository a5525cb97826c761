import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureFolder } from '../../../../../testing/fillWeights.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { decodeModel } from '../../../onnx/onnxModel.ts';
import { findAttention } from './findAttention.ts';
import { findTokens } from './findTokens.ts';
import { findClassifier } from './findClassifier.ts';
import { findImageInput } from '../../../onnx/imageInput.ts';

const EXPORTERS = ['script13', 'script20', 'dynamo18', 'dynamo20'];

function graphOf(file: string): OnnxGraph {
  return new OnnxGraph(decodeModel(readFileSync(join(fixtureFolder, file)), file));
}

describe.each(EXPORTERS)('a graph exported with %s', (exporter) => {
  it.each([
    ['deit_small_patch16_224', 16, 12],
    ['vit_small_patch14_dinov2', 14, 12],
    ['vit_small_patch14_reg4_dinov2', 14, 12],
    ['vit_conv_stem', 16, 3],
  ])('%s shows its patch size of %i and its layers of attention', (name, patch, layers) => {
    const found = findAttention(graphOf(`${name}.${exporter}.onnx`), name);
    expect(found.patch).toBe(patch);
    expect(found.softmax).toHaveLength(layers);
    expect(findTokens(graphOf(`${name}.${exporter}.onnx`), found.softmax.at(-1)!)).toMatch(/./);
  });

  it.each([
    ['resnet50', true, 0],
    ['efficientnet_b0', true, 0],
    ['mobilenet_v3_large', true, 1],
    ['squeezenet1_1', false, 0],
  ])('%s shows its classifier', (name, linear, hiddenLayers) => {
    const graph = graphOf(`${name}.${exporter}.onnx`);
    const found = findClassifier(graph, name);
    expect(found.linear !== undefined).toBe(linear);
    const layers = found.hidden.filter(({ opType }) => opType === 'Gemm' || opType === 'MatMul');
    expect(layers).toHaveLength(hiddenLayers);
    expect(graph.producer(found.featureMap)).toBeDefined();
    expect(findImageInput(graph, name).name).toMatch(/input|x/);
  });
});

describe('what cannot be used is refused in words', () => {
  it('fused attention, with the way to export instead', () => {
    const find = (): unknown => findAttention(graphOf('fused_attention.onnx'), 'fused.onnx');
    expect(find).toThrow('fused operator Attention');
    expect(find).toThrow('set_fused_attn(False)');
  });

  it('a CNN in place of the vision transformer', () => {
    const find = (): unknown => findAttention(graphOf('resnet50.script20.onnx'), 'resnet50.onnx');
    expect(find).toThrow('looked for Softmax nodes of self-attention');
    expect(find).toThrow('found 0');
  });

  it('a vision transformer in place of the CNN, naming the operator in the way', () => {
    const find = (): unknown => findClassifier(graphOf('deit_small_patch16_224.script20.onnx'), 'deit.onnx');
    expect(find).toThrow(/looked for global average pooling .* found \w+/);
  });
});
