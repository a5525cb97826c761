/** What the system says of a file, in words that end "it cannot be read: ...", and what to do. */
interface FileErrorWords {
  why: string;
  remedy: string;
}

const ELSEWHERE = 'Choose another place.';
const PERMISSIONS = 'Check the permissions, or choose another place.';
const DISK = 'Check the disk and its cable or network, then run it again.';

const WORDS: Readonly<Record<string, FileErrorWords>> = {
  ENOSPC: { why: 'the disk is full', remedy: 'Free some space, then run it again.' },
  EDQUOT: { why: "the user's share of the disk is full", remedy: 'Free some space, then run it again.' },
  EACCES: { why: 'this user may not', remedy: PERMISSIONS },
  EPERM: { why: 'this user may not', remedy: PERMISSIONS },
  EROFS: { why: 'the disk is read-only', remedy: ELSEWHERE },
  EIO: { why: 'the disk reports an error', remedy: DISK },
  ENXIO: { why: 'the disk is gone', remedy: DISK },
  ENODEV: { why: 'the disk is gone', remedy: DISK },
  ESTALE: { why: 'the network drive has lost it', remedy: DISK },
  ETIMEDOUT: { why: 'the network drive does not answer', remedy: DISK },
  EHOSTDOWN: { why: 'the network drive does not answer', remedy: DISK },
  EMFILE: { why: 'too many files are open', remedy: 'Raise the limit (ulimit -n), then run it again.' },
  ENFILE: {
    why: 'too many files are open on this machine',
    remedy: 'Close other programs, then run it again.',
  },
  ENAMETOOLONG: { why: 'the name is too long', remedy: 'Choose a shorter one.' },
  ELOOP: { why: 'its links lead in a circle', remedy: ELSEWHERE },
  ENOTDIR: { why: 'part of its path is no folder', remedy: ELSEWHERE },
  EISDIR: { why: 'it is a folder', remedy: 'Name a file.' },
  ENOENT: { why: 'it is not there', remedy: 'Check the path.' },
  EBUSY: { why: 'another program is using it', remedy: 'Close that program, then run it again.' },
  EFBIG: { why: 'it is larger than the disk takes', remedy: ELSEWHERE },
  ENOMEM: { why: 'memory is used up', remedy: 'Close other programs, then run it again.' },
  ERR_FS_FILE_TOO_LARGE: { why: 'it is larger than 2 GB', remedy: 'Name a smaller file.' },
};

/** The words for an error of the file system; undefined for any other error. */
export function fileErrorWords(error: unknown): (FileErrorWords & { code: string }) | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  const words = typeof code === 'string' ? WORDS[code] : undefined;
  return words && { ...words, code: code as string };
}

/** Why something could not be read, for the end of a sentence: `(the disk reports an error)`. */
export function whyUnreadable(error: unknown): string {
  const words = fileErrorWords(error);
  if (words) return words.why;
  return error instanceof Error ? error.message : String(error);
}
