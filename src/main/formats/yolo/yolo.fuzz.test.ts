import { fuzzReader } from '../../../../testing/fuzz/fuzzReader.ts';
import { mutateWords } from '../../../../testing/fuzz/mutateWords.ts';

fuzzReader({
  title: 'a data set of YOLO',
  source: '',
  mutate: { 'data.yaml': mutateWords, 'labels/plain.txt': mutateWords, 'labels/grey.txt': mutateWords },
  files: {
    'data.yaml': Buffer.from("path: .\ntrain: images\nnames:\n  0: cat\n  1: 'dog'\nnc: 2\n"),
    'labels/plain.txt': Buffer.from('0 0 0 0.5 0 0.5 1 0 1\n1 0.5 0 1 0 1 1 0.5 1 0.9\n'),
    'labels/grey.txt': Buffer.from('1 0.5 0.5 0.2 0.2\n0 0.1 0.1 0.9 0.1 0.5 0.9\n'),
  },
});

fuzzReader({
  title: 'a data.yaml of YOLO with names between brackets',
  source: 'data.yaml',
  mutate: { 'data.yaml': mutateWords },
  files: {
    'data.yaml': Buffer.from('names: [ cat , "dog" ,\n  \'a b\' , c:d ] # two\nnc: 2\n'),
    'labels/plain.txt': Buffer.from('0 0 0 0.5 0 0.5 1 0 1\n'),
  },
});
