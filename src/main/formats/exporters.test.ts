import { describe, expect, it } from 'vitest';
import { describeOptions } from '../../shared/options/describeOptions.ts';
import { EXPORTERS, findExporter } from './exporters.ts';

describe('the table of exporters', () => {
  it('has rows that are complete, each with an id of its own', () => {
    expect(new Set(EXPORTERS.map(({ id }) => id)).size).toBe(EXPORTERS.length);
    for (const { id, title, options } of EXPORTERS) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(title).not.toBe('');
      // Throws where an option lacks its words or default, or could be no flag and no control.
      expect(Object.keys(describeOptions(options).properties)).toEqual(Object.keys(options.shape));
      expect(options.safeParse({ nonsense: 1 }).success, `${id} refuses what it does not know`).toBe(false);
    }
  });

  it('means one kind of thing by an option, whichever the format', () => {
    const types = new Map<string, string>();
    for (const { options } of EXPORTERS) {
      for (const [key, { type }] of Object.entries(describeOptions(options).properties)) {
        expect(types.get(key) ?? type, key).toBe(type);
        types.set(key, type);
      }
    }
  });

  it('finds a format by its id, else says which there are', () => {
    expect(findExporter('voc').title).toBe('PASCAL VOC 2012');
    expect(() => findExporter('coco', [findExporter('voc')])).toThrow(
      'There is no format "coco". Known is voc.',
    );
    const two = [findExporter('voc'), { ...findExporter('voc'), id: 'other' }];
    expect(() => findExporter('coco', two)).toThrow('Known are voc, other.');
  });
});
