import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureFolder } from '../../../testing/fillWeights.ts';
import { checkModel } from './checkModel.ts';
import { findImageInput } from './imageInput.ts';
import { OnnxGraph } from './OnnxGraph.ts';
import { decodeModel } from './onnxModel.ts';

function graphOf(file: string): OnnxGraph {
  return new OnnxGraph(decodeModel(readFileSync(join(fixtureFolder, file)), file));
}

describe('what no model may be is refused in words', () => {
  it('a file that is no ONNX', () => {
    const text = new TextEncoder().encode('just some text, not a model at all');
    expect(() => decodeModel(text, 'notes.onnx')).toThrow('notes.onnx is not an ONNX model');
    expect(() => decodeModel(new Uint8Array(), 'empty.onnx')).toThrow('empty.onnx is not an ONNX model');
  });

  it('weights in a second file', () => {
    const graph = graphOf('squeezenet1_1.script20.onnx');
    graph.model.graph.initializer[0]!.dataLocation = 1;
    expect(() => checkModel(graph, 'split.onnx')).toThrow('external_data=False');
  });

  it('an opset that is too old', () => {
    const graph = graphOf('squeezenet1_1.script20.onnx');
    graph.model.opsetImport[0]!.version = 9;
    expect(() => checkModel(graph, 'old.onnx')).toThrow('opset 9; 11 or newer');
  });

  it('an input that is no single image', () => {
    const graph = graphOf('squeezenet1_1.script20.onnx');
    graph.model.graph.input.push({ ...graph.model.graph.input[0]!, name: 'second' });
    expect(() => findImageInput(graph, 'two.onnx')).toThrow('found "input", "second"');
  });
});
