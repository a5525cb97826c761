import { expect, it } from 'vitest';
import { exportClasses } from '../dataset/exportClasses.ts';
import { expectVocNames } from './vocNames.ts';

it('all names that VOC cannot hold are named at once, half characters and twins too', () => {
  const names = ['cat', 'half \ud83d', 'cat', 'a:b', ' edge', '\u{1f408}'];
  expect(() => expectVocNames(names.map((name) => ({ name })))).toThrow(
    '"half \\ud83d" has half a character (an unpaired surrogate); "cat" is the name of two classes; ' +
      '"a:b" has a colon, which parts columns there; " edge" begins or ends with a space',
  );
  expect(() => expectVocNames([{ name: 'cat' }, { name: '\u{1f408}' }])).not.toThrow();
});

it('names are to be changed where they were given: in the export, or on the desk', () => {
  const project = ['cat', 'guide dog', 'a:b'].map((name, index) => ({
    label: index + 1,
    name,
    colour: '#000000',
  }));
  const messageOf = (...changes: [from: string, to: string][]): string => {
    const asked = changes.map(([from, to]) => ({ from, to }));
    const { classes } = exportClasses(project, asked, 'background');
    try {
      expectVocNames(classes);
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };
  expect(messageOf(['cat', 'background'], ['a:b', ''])).toBe(
    'PASCAL VOC cannot hold these class names: "background" means something else there. ' +
      'Call cat something else in this export (--class cat=OTHER), or leave it out (--class cat=).',
  );
  const joined = messageOf(['cat', 'void'], ['guide dog', 'void']);
  expect(joined).toContain("(--class 'guide dog=OTHER'), or leave it out (--class 'guide dog=').");
  expect(joined).toContain('(--class cat=OTHER)');
  expect(joined).toMatch(/Give the classes other names on the desk, then export again\.$/);
  expect(messageOf(['a:b', 'owl'])).toBe('none');
  expect(messageOf()).toMatch(/there\. Give the classes other names on the desk, then export again\.$/);
});
