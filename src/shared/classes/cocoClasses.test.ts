import { describe, expect, it } from 'vitest';
import { cocoIdOf, cocoIds } from './cocoClasses.ts';
import { VOC_CLASSES } from './vocClasses.ts';

describe('ids of COCO', () => {
  it('are known of every class of PASCAL VOC, under whichever spelling, and differ', () => {
    const ids = VOC_CLASSES.map(cocoIdOf);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(20);
    expect([cocoIdOf('aeroplane'), cocoIdOf('Airplane'), cocoIdOf('TV_monitor')]).toEqual([5, 5, 72]);
    expect(cocoIdOf('toString')).toBeUndefined();
  });

  it('of other classes clash with none of them', () => {
    const classes = ['crab', 'sofa', 'couch', 'cat'].map((name, i) => ({ label: i + 1, name }));
    expect([...cocoIds(classes)]).toEqual([
      ...[
        [1, 1001],
        [2, 63],
        [3, 1003],
        [4, 17],
      ],
    ]);
  });
});
