/** Label values of a PASCAL VOC mask, plus the one code that only the human layer uses. */
export const BACKGROUND = 0;
export const FIRST_CLASS = 1;
export const LAST_CLASS = 253;
/** Human layer only: nobody has decided this pixel. */
export const UNTOUCHED = 254;
/** "Ignore": counted by no reader. */
export const VOID = 255;
