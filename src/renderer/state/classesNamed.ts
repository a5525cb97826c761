/**
 * Classes that a few typed letters may mean, the likeliest first: the name itself, names that begin with the letters, names
 * with a word that does, names that hold them, names that hold the letters in their order.
 */
export function classesNamed<Named extends { name: string }>(
  classes: readonly Named[],
  typed: string,
): Named[] {
  const text = typed.trim().toLowerCase();
  const ranked = classes.map((item) => ({ item, rank: rankOf(item.name.toLowerCase(), text) }));
  return ranked
    .filter(({ rank }) => rank < RANKS)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

const RANKS = 5;

function rankOf(name: string, text: string): number {
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(text))) return 2;
  if (name.includes(text)) return 3;
  return hasInOrder(name, text) ? 4 : RANKS;
}

function hasInOrder(name: string, text: string): boolean {
  let at = 0;
  for (const letter of text) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
