import type { PairAgreement } from '../../review/agreement/pairAgreement.ts';
import type { ImageVersion } from '../ImageVersion.ts';

/** Of a name in a note. */
const LONGEST_NAME = 200;

/**
 * What a note says of two people who differ; undefined where they agree.
 *
 * @param shown whose work the image shows
 * @param agreement of their label maps, where both have one
 */
export function differenceWords(
  shown: ImageVersion,
  other: ImageVersion,
  agreement: Pick<PairAgreement, 'miou' | 'differing'> | undefined,
): string | undefined {
  const [one, two] = [shown, other].map(({ author }) => author.slice(0, LONGEST_NAME) || 'somebody');
  if (agreement) {
    if (agreement.differing === 0) return undefined;
    return `Two annotators differ: ${one} and ${two}, IoU ${agreement.miou.toFixed(2)}`;
  }
  if (shown.what === other.what && shown.what === 'reject') return undefined;
  return `Two annotators differ: ${one} ${DID[shown.what ?? 'edit']}, ${two} ${DID[other.what ?? 'edit']}`;
}

const DID = {
  accept: 'has accepted it',
  reject: 'has rejected it',
  edit: 'has worked on it without deciding',
} as const;
