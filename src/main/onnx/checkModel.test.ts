import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureFolder } from '../../../testing/fillWeights.ts';
import { checkModel } from './checkModel.ts';
import { findImageInput } from './imageInput.ts';
import { OnnxGraph } from './OnnxGraph.ts';
import type { AttributeProto, ModelProto, NodeProto, TensorProto } from './onnxModel.ts';
import { decodeModel, encodeModel } from './onnxModel.ts';

function graphOf(file: string): OnnxGraph {
  return new OnnxGraph(decodeModel(readFileSync(join(fixtureFolder, file)), file));
}

/** The same graph, read from its bytes again. */
function rebuilt({ model }: OnnxGraph): OnnxGraph {
  return new OnnxGraph(decodeModel(encodeModel(model), 'rebuilt.onnx'));
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

  it('weights in a second file that hide in an attribute, a branch or a function', () => {
    const outside: TensorProto = { dims: [1], dataType: 1, dataLocation: 1 };
    const node = (attribute: Partial<AttributeProto>): NodeProto => ({
      ...{ input: [], output: ['x'], opType: 'Constant', attribute: [{ name: 'value', ...attribute }] },
    });
    const inner = { node: [node({ t: outside })], initializer: [], input: [], output: [] };
    const hidden: ((model: ModelProto) => unknown)[] = [
      ({ graph }) => graph.node.push(node({ t: outside })),
      ({ graph }) =>
        graph.node.push({ ...node({ g: { ...inner, node: [], initializer: [outside] } }), opType: 'If' }),
      (model) => (model.functions = [{ name: 'f', domain: 'd', node: inner.node }]),
      ({ graph }) => (graph.sparseInitializer = [{ values: outside }]),
    ];
    for (const hide of hidden) {
      const graph = graphOf('squeezenet1_1.script20.onnx');
      hide(graph.model);
      expect(() => checkModel(rebuilt(graph), 'split.onnx')).toThrow('external_data=False');
    }
  });

  it('a graph that may never end', () => {
    const node = (opType: string, domain = ''): NodeProto => ({
      ...{ input: [], output: ['x'], opType, domain, attribute: [] },
    });
    const graphs: [words: string, change: (model: ModelProto) => unknown][] = [
      ['over and over (the operator Loop)', ({ graph }) => graph.node.push(node('Loop'))],
      [
        'the operator Scan',
        (model) => (model.functions = [{ name: 'f', domain: 'd', node: [node('Scan')] }]),
      ],
      [
        'the operator Loop',
        ({ graph }) => {
          const body = { node: [node('Loop')], initializer: [], input: [], output: [] };
          graph.node.push({ ...node('If'), attribute: [{ name: 'then_branch', g: body }] });
        },
      ],
      [
        'more than 200000 nodes',
        (model) => {
          // Thirty functions, each calling the next one twice.
          model.functions = Array.from({ length: 30 }, (_, n) => ({
            ...{ name: `f${n}`, domain: 'd', node: [node(`f${n + 1}`, 'd'), node(`f${n + 1}`, 'd')] },
          }));
          model.graph.node.push(node('f0', 'd'));
        },
      ],
      [
        'more than 200000 nodes',
        (model) => {
          model.functions = [{ name: 'f', domain: 'd', node: [node('f', 'd')] }];
          model.graph.node.push(node('f', 'd'));
        },
      ],
    ];
    for (const [words, change] of graphs) {
      const graph = graphOf('squeezenet1_1.script20.onnx');
      change(graph.model);
      expect(() => checkModel(rebuilt(graph), 'endless.onnx'), words).toThrow(words);
    }
  });

  it('functions that call each other deeper than any stack goes are counted', () => {
    const node = (opType: string): NodeProto => ({
      ...{ input: [], output: ['x'], opType, domain: 'd', attribute: [] },
    });
    const chain = (length: number, width: number): OnnxGraph => {
      const graph = graphOf('squeezenet1_1.script20.onnx');
      graph.model.functions = Array.from({ length }, (_, n) => ({
        ...{ name: `f${n}`, domain: 'd', node: Array.from({ length: width }, () => node(`f${n + 1}`)) },
      }));
      graph.model.graph.node.push(node('f0'));
      return graph;
    };
    expect(() => checkModel(chain(30_000, 1), 'deep.onnx')).not.toThrow();
    expect(() => checkModel(chain(30_000, 2), 'deep.onnx')).toThrow('more than 200000 nodes');
  });

  it('and none of the exporters that are known makes such a graph', () => {
    for (const file of readdirSync(fixtureFolder).filter((name) => name.endsWith('.onnx')))
      expect(() => checkModel(graphOf(file), file), file).not.toThrow();
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
