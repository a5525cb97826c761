import { describe, expect, it } from 'vitest';
import { partWords, plannedLines, plannedParts } from './planExport.ts';

describe('what an export would write', () => {
  const layout = [
    { path: 'images/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'a.json', holds: 'runs', where: ['segmentation', 'rle'] as const },
    { path: 'a.json', holds: 'polygons', where: ['segmentation', 'polygons'] as const },
    { path: 'lists.txt', holds: 'lists' },
  ];
  const segmentation = { type: 'string' as const, title: 'S', description: 'S', default: 'rle' };
  const options = { properties: { segmentation } };
  const words = { provenance: 'where', record: 'record' };

  it('follows options, photographs and provenance', () => {
    const usual = { options, values: {}, photographs: 'copy' as const, provenance: false };
    expect(plannedLines(layout, usual, words).map(({ holds }) => holds)).toEqual([
      ...['photographs', 'runs', 'lists', 'record'],
    ]);
    const others = {
      ...{ options, values: { segmentation: 'polygons' }, photographs: 'leave' as const, provenance: true },
    };
    expect(plannedLines(layout, others, words).map(({ holds }) => holds)).toEqual([
      ...['polygons', 'lists', 'where', 'record'],
    ]);
  });

  it('has the parts that shares and lists give', () => {
    expect(plannedParts(260, { valShare: 0.2, testShare: 0.1 })).toEqual({ train: 182, val: 52, test: 26 });
    expect(plannedParts(3, { valShare: 0.9, testShare: 0.9 })).toEqual({ train: 0, val: 3, test: 0 });
    expect(plannedParts(5, { val: ['a', 'a'], test: ['b'] })).toEqual({ train: 3, val: 1, test: 1 });
    expect(plannedParts(5, { val: ['a'], train: ['b'] })).toEqual({ train: 1, val: 1, test: 0 });
    expect(partWords({ train: 2, val: 1, test: 0 })).toBe('2 train, 1 val');
    expect(partWords({ train: 2, val: 1, test: 4 })).toBe('2 train, 1 val, 4 test');
  });
});
