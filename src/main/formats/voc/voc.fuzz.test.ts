import { encode } from 'fast-png';
import { fuzzReader } from '../../../../testing/fuzz/fuzzReader.ts';
import { mutateBytes } from '../../../../testing/fuzz/mutateBytes.ts';
import { mutateWords } from '../../../../testing/fuzz/mutateWords.ts';
import { mutateXml } from '../../../../testing/fuzz/mutateXml.ts';

const size = { width: 12, height: 8 };
const palette = [
  [0, 0, 0],
  [250, 50, 83],
  [36, 179, 83],
];
const indexed = encode({ ...size, channels: 1, depth: 8, data: new Uint8Array(96).fill(1), palette });
const coloured = encode({
  ...{ ...size, channels: 3 },
  data: Uint8Array.from({ length: 288 }, (_, i) => palette[1 + (i > 100 ? 1 : 0)]![i % 3]!),
});

fuzzReader({
  title: 'a VOC tree with a labelmap.txt',
  source: '',
  mutate: {
    'labelmap.txt': mutateWords,
    'SegmentationClass/plain.png': mutateBytes,
    'SegmentationClass/grey.png': mutateBytes,
    'Annotations/plain.xml': mutateXml,
  },
  files: {
    'labelmap.txt': Buffer.from(
      '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:250,50,83::\ndog:36,179,83::\n',
    ),
    'SegmentationClass/plain.png': Buffer.from(indexed),
    'SegmentationClass/grey.png': Buffer.from(coloured),
    'Annotations/plain.xml': Buffer.from('<annotation><object><name>cat</name></object></annotation>'),
  },
});
