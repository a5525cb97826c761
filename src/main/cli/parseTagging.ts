import type { Tagging } from '../../shared/parameters/tagging.ts';
import { DEFAULT_TAGGING, TAGGINGS } from '../../shared/parameters/tagging.ts';
import type { Options } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

/** The help of `--tags`. */
export const TAGS_HELP =
  'Of images without given tags: suggest (nothing becomes a tag), sure (what the classifier finds likely enough) or top1 ' +
  `(the same, and at least the likeliest); remembered in the project (default ${DEFAULT_TAGGING})`;

/**
 * The choice of `--tags`, undefined where nobody has chosen.
 *
 * @throws UsageError
 */
export function parseTagging(options: Options): Tagging | undefined {
  const text = options['tags'];
  if (text === undefined) return undefined;
  const tagging = TAGGINGS.find((item) => item === text);
  if (!tagging) throw new UsageError(`--tags takes one of ${TAGGINGS.join(', ')}, not "${String(text)}".`);
  return tagging;
}
