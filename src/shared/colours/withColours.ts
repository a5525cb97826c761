import type { ListedClass } from '../classes/classList.ts';
import { suggestColours } from './suggestColours.ts';

/**
 * Classes of a list with a colour each: the one that the list says, else one that is far from all others.
 *
 * @param inUse colours of the classes that are there, `#rrggbb`
 */
export function withColours(
  listed: readonly ListedClass[],
  inUse: readonly string[],
): { name: string; colour: string }[] {
  const said = listed.flatMap(({ colour }) => colour ?? []);
  const suggested = suggestColours([...inUse, ...said], listed.length - said.length);
  return listed.map(({ name, colour }) => ({ name, colour: colour ?? suggested.shift()! }));
}
