/** What becomes of the classifier's word where nobody gave tags: it only suggests, or some classes become tags. */
export const TAGGINGS = ['suggest', 'sure', 'top1'] as const;
export type Tagging = (typeof TAGGINGS)[number];

/** Of new projects: measured to be the better one (ARCHITECTURE.md). */
export const DEFAULT_TAGGING: Tagging = 'top1';

/** Of projects that do not say: so they were made. */
export const FIRST_TAGGING: Tagging = 'sure';

/** A title for a field, and what each choice does. */
export const TAGGING_WORDS = {
  title: 'Untagged images',
  choices: {
    suggest: 'only suggest',
    sure: 'tag if likely',
    top1: 'always tag one',
  } satisfies Record<Tagging, string>,
};
