import { describe, expect, it } from 'vitest';
import { formatClassList, parseClassList } from './classList.ts';

const namesIn = (text: string, present: string[] = []): string[] =>
  parseClassList(text, present).classes.map(({ name, colour }) => (colour ? `${name} ${colour}` : name));

describe('a list of classes', () => {
  it('has one a line, or several parted by commas, semicolons or tabs', () => {
    expect(namesIn('cat\ndog\r\n\n  traffic light  \n')).toEqual(['cat', 'dog', 'traffic light']);
    expect(namesIn('cat, dog;horse\tcow,')).toEqual(['cat', 'dog', 'horse', 'cow']);
  });

  it('may say colours, beside or behind a name', () => {
    expect(namesIn('cat, #FF0000\ndog #0f0\nhorse,cow,#0000ff')).toEqual([
      ...['cat #ff0000', 'dog #00ff00', 'horse', 'cow #0000ff'],
    ]);
    expect(namesIn('#ff0000\nnumber #12')).toEqual(['number #12']);
  });

  it('keeps what stands between quotation marks together', () => {
    expect(namesIn('"cat, big",dog\n"5"" pipe"\nthe "best" cat')).toEqual([
      ...['cat, big', 'dog', '5" pipe', 'the "best" cat'],
    ]);
  });

  it('leaves out what is there or comes twice, whatever its capitals, and says so', () => {
    expect(parseClassList('Cat, dog, DOG, horse', ['cat'])).toEqual({
      classes: [
        { name: 'dog', colour: undefined },
        { name: 'horse', colour: undefined },
      ],
      leftOut: [
        { name: 'Cat', why: 'there' },
        { name: 'DOG', why: 'twice' },
      ],
    });
  });

  it('fills a project up to 253 classes, and takes no essay for a name', () => {
    const many = Array.from({ length: 300 }, (_, i) => `class ${i}`).join('\n');
    const { classes, leftOut } = parseClassList(many, ['cat', 'dog']);
    expect(classes).toHaveLength(251);
    expect(leftOut).toHaveLength(49);
    expect(leftOut[0]).toEqual({ name: 'class 251', why: 'full' });
    expect(parseClassList('x'.repeat(101), []).leftOut).toMatchObject([{ why: 'long' }]);
  });

  it('is read back as it was written', () => {
    const classes = [
      { name: 'cat', colour: '#800000' },
      { name: 'cat, "big" #1', colour: '#008000' },
    ];
    expect(parseClassList(formatClassList(classes), []).classes).toEqual(classes);
  });
});
