/** Label values of a PASCAL VOC mask, plus the one code that only the human layer uses. */
export const BACKGROUND = 0;
export const FIRST_CLASS = 1;
export const LAST_CLASS = 253;
/** Human layer only: nobody has decided this pixel. */
export const UNTOUCHED = 254;
/** "Ignore": counted by no reader. */
export const VOID = 255;

/** Whether a label is that of a class, and neither background nor one of the codes. */
export function isClass(label: number): boolean {
  return label >= FIRST_CLASS && label <= LAST_CLASS;
}
