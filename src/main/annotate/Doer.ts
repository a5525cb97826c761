/** Whose change it is. */
export interface Doer {
  /** Kept with the change. */
  author: string;
  /** Of the call that makes it: a call that comes again changes nothing. */
  number?: string | undefined;
}
