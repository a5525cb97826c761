// Turns the official onnx-ml.proto into the JSON descriptor that protobufjs loads without parsing text.
// Run: node scripts/makeOnnxDescriptor.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import protobuf from 'protobufjs';

const folder = new URL('../src/main/onnx/', import.meta.url);
const text = readFileSync(new URL('onnx-ml.proto', folder), 'utf8');
const { root } = protobuf.parse(text, { keepCase: false });
writeFileSync(new URL('onnxDescriptor.json', folder), `${JSON.stringify(root.toJSON())}\n`);
