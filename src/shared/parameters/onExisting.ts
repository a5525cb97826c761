/** What a batch does about proposals that are there already: keep those that are as they would be made now, make all anew, or refuse to begin. */
export const ON_EXISTING = ['skip', 'redo', 'fail'] as const;
export type OnExisting = (typeof ON_EXISTING)[number];
