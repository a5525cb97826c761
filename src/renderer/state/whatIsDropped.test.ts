import { describe, expect, it } from 'vitest';
import { messages } from '../messages/messages.ts';
import type { DroppedThing } from './whatIsDropped.ts';
import { whatIsDropped } from './whatIsDropped.ts';

const words = messages.drop;
const file = (name: string): DroppedThing => ({ name, isFolder: false, path: `/data/${name}` });
const folder = (name: string): DroppedThing => ({ name, isFolder: true, path: `/data/${name}` });
const refused = (why: string) => ({ kind: 'refused', why });

describe('what is dropped on the start page', () => {
  it.each([
    ['project', file('pets.camweave')],
    ['pack', file('vit.ZIP')],
    ['list', file('labels.csv')],
    ['folder', folder('photos')],
    ['folder', folder('odd.camweave')],
  ])('is taken as a %s', (kind, thing) => {
    expect(whatIsDropped([thing], false)).toEqual({ kind, path: thing.path });
  });

  it('is answered in words where it is nothing to begin with', () => {
    expect(whatIsDropped([], false)).toEqual(refused(words.noFile));
    expect(whatIsDropped([file('cat.jpg')], false)).toEqual(refused(words.photographs));
    expect(whatIsDropped([file('a.jpg'), file('b.PNG')], false)).toEqual(refused(words.photographs));
    expect(whatIsDropped([folder('a'), folder('b')], false)).toEqual(refused(words.several));
    expect(whatIsDropped([file('notes.txt')], false)).toEqual(refused(words.unknown('notes.txt')));
    expect(whatIsDropped([{ ...folder('a'), path: '' }], false)).toEqual(refused(words.noPath));
  });
});

describe('what is dropped on the desk', () => {
  it('is opened where it is a project', () => {
    expect(whatIsDropped([file('pets.camweave')], true)).toEqual({
      kind: 'project',
      path: '/data/pets.camweave',
    });
  });

  it('is for the start page where a project is made of it', () => {
    for (const thing of [folder('photos'), file('vit.zip'), file('labels.csv')])
      expect(whatIsDropped([thing], true)).toEqual(refused(words.onDesk(thing.name)));
  });
});
