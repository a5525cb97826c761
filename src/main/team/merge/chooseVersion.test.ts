import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../testing/random.ts';
import type { Candidate } from './chooseVersion.ts';
import { chooseVersion } from './chooseVersion.ts';

const version = (name: string, author: string, at: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{ version: name, author, at: String(at), what: 'accept', seen: new Set(), settings: 0, isWhole: true },
  people: new Map([[author, String(at)]]),
  ...more,
});
const names = (candidates: readonly Candidate[]): string => {
  const { winner, others } = chooseVersion(candidates);
  return [winner, ...others].map((item) => item.version).join(' ');
};

describe('of several versions', () => {
  it('the one decided last is shown, then that of the greater name, and the others are kept', () => {
    expect(names([version('a', 'anna', 1), version('b', 'ben', 2), version('c', 'cora', 2)])).toBe('c a b');
  });

  it('one that another went on from is gone, also where that was decided less', () => {
    const reopened = version('b', 'anna', 2, { what: 'edit', seen: new Set(['a']) });
    expect(names([version('a', 'lead', 9), reopened])).toBe('b');
  });

  it('of one person the newest counts, and who has done nothing is no rival', () => {
    expect(
      names([version('a', 'anna', 1), version('b', 'anna', 2), version('c', '', 0, { what: undefined })]),
    ).toBe('b');
    const untouched = version('d', '', 0, { what: undefined, settings: -1 });
    expect(names([untouched, version('c', '', 0, { what: undefined })])).toBe('c');
  });

  it('work without a decision gives way to one, and only what is known whole is shown', () => {
    expect(names([version('a', 'anna', 9, { what: 'edit' }), version('b', 'ben', 1)])).toBe('b a');
    expect(names([version('a', 'anna', 9, { isWhole: false }), version('b', 'ben', 1)])).toBe('b a');
  });
});

/** What people may have made of an image in their files: each goes on from what there was, takes some of it back, or looks at what another has. */
function histories(random: () => number): Candidate[] {
  const any = (count: number): number => Math.floor(random() * count);
  const files = ['anna', 'ben', 'cora'].map((name) => ({
    name,
    deeds: [['lead', '00', 'accept']] as string[][],
  }));
  const found: Candidate[] = [];
  const note = (deeds: readonly string[][]): void => {
    const [author, at, what] = deeds.at(-1)! as [string, string, 'accept' | 'reject'];
    const people = new Map(deeds.map((deed) => [deed[0]!, deed[1]!]));
    found.push({ ...version(`${author}${at}`, author, 0), at, what, people });
  };
  note(files[0]!.deeds);
  for (let clock = 10; clock < 16; clock++) {
    const { name, deeds } = files[any(3)]!;
    if (random() < 0.3 && deeds.at(-1)![0] === name) deeds.pop();
    deeds.push([name, String(clock), random() < 0.7 ? 'accept' : 'reject']);
    note(deeds);
  }
  if (random() < 0.5) note([...files[any(3)]!.deeds, ['lead', '20', 'accept']]);
  return found;
}

it('any order says the same, and so does what was chosen of some, joined with the rest', () => {
  const random = seededRandom(11);
  let most = 0;
  for (let round = 0; round < 1000; round++) {
    const all = histories(random);
    const wanted = names(all);
    most = Math.max(most, wanted.split(' ').length);
    const shuffled = all.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key);
    const mixed = shuffled.map(({ item }) => item);
    expect(names(mixed)).toBe(wanted);
    const { winner, others } = chooseVersion(mixed.slice(0, 4));
    const kept = [winner, ...others.map((item) => ({ ...item, isWhole: false }))];
    expect(names([...kept, ...mixed.slice(4)])).toBe(wanted);
    expect(names([...kept, ...mixed])).toBe(wanted);
  }
  expect(most).toBe(3);
});
