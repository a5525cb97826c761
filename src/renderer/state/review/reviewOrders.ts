export const REVIEW_ORDERS = ['risk', 'truth', 'area', 'name', 'time', 'dispute'] as const;

/** What comes first in the gallery. */
export type ReviewOrder = (typeof REVIEW_ORDERS)[number];
