import { describe, expect, it } from 'vitest';
import { classChanges } from './classChanges.ts';
import { UsageError } from './UsageError.ts';

describe('--class', () => {
  const names = ['cat', 'a=b'];

  it('is given never, once or often', () => {
    expect(classChanges({}, names)).toEqual([]);
    expect(classChanges({ class: 'cat=animal' }, names)).toEqual([{ from: 'cat', to: 'animal' }]);
    expect(classChanges({ class: ['cat = x=y ', 'dog='] }, names)).toEqual([
      ...[
        { from: 'cat', to: 'x=y' },
        { from: 'dog', to: '' },
      ],
    ]);
  });

  it('means the class whose name has an equals sign', () => {
    expect(classChanges({ class: 'a=b=c' }, names)).toEqual([{ from: 'a=b', to: 'c' }]);
  });

  it.each(['cat', '=x', true])('%s is refused in words', (given) => {
    expect(() => classChanges({ class: given }, names)).toThrow(UsageError);
  });
});
