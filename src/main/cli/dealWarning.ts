import type { JoinedDeal } from '../team/merge/joinShards.ts';

/** Numbers and files that are named before the others are only counted. */
const MOST_NAMED = 10;

/** What to say of the shards that were joined: which are missing so far, or that they do not belong together; undefined where all are there. */
export function dealWarning(deals: readonly JoinedDeal[]): string | undefined {
  const [first] = deals;
  if (!first) return undefined;
  if (deals.length === 1) return first.missing.length === 0 ? undefined : `${missingWords(first)}.`;
  const words = deals.map((deal) => {
    const from = deal.files.length > 0 ? listed(deal.files) : 'joined before';
    const still = deal.missing.length > 0 ? `; ${missingWords(deal)}` : '';
    return `${shardWords(deal.joined, deal.count)} (${from}${still})`;
  });
  return `The shards are of different deals, so that images may be in none of them: ${words.join(', ')}. Propose all shards of the same files with the same N, and merge those.`;
}

function missingWords({ missing, count }: JoinedDeal): string {
  return `${shardWords(missing, count)} ${missing.length === 1 ? 'has' : 'have'} not been merged yet`;
}

function shardWords(numbers: readonly number[], count: number): string {
  return `${numbers.length === 1 ? 'shard' : 'shards'} ${listed(numbers.map(String))} of ${count}`;
}

/** As people list things: "1, 2 and 3", and of many "1, 2, 3 and 40 more". */
function listed(items: readonly string[]): string {
  const rest = items.length - MOST_NAMED;
  if (rest > 1) return `${items.slice(0, MOST_NAMED).join(', ')} and ${rest} more`;
  if (items.length === 1) return items[0]!;
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}
