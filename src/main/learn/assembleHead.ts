import type { Head } from '../project/HeadTable.ts';
import type { Choice } from './chooseWeight.ts';
import type { TagHead } from './trainTagHead.ts';
import type { HeadWeights } from './trainHead.ts';

interface Parts {
  head: HeadWeights;
  tags: TagHead | undefined;
  choice: Choice;
  /** Classes that each of the lessons shows. */
  shownBy: readonly (readonly number[])[];
  /** Where thresholds of AD-CAM's scores lie. */
  usual: number;
}

/** A head as it is kept, of what was trained and what was chosen by holding lessons out. */
export function assembleHead({ head, tags, choice, shownBy, usual }: Parts): Head {
  const { labels, depth, values } = head;
  const threshold = choice.threshold ?? usual;
  return {
    lessons: shownBy.length,
    ...{ depth, pooledDepth: tags?.depth ?? 0, labels },
    tagRows: tags?.kinds ?? [],
    ...{ weight: choice.weight, threshold, expected: choice.expected },
    thresholds: labels.map((label) => choice.thresholds.get(label) ?? threshold),
    examples: labels.map((label) => shownBy.filter((shown) => shown.includes(label)).length),
    weights: values.map((value) => value * choice.sharpness),
    tagWeights: tags?.values ?? new Float32Array(),
  };
}
