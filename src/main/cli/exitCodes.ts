/** What the `camweave` command tells its caller. Listed in `camweave --help` and in the README. */
export const EXIT = {
  done: 0,
  /** A fault in Camweave itself. */
  crashed: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** The work is done, except for some images, which are named on stderr. */
  someFailed: 3,
  /** The work could not be done: pack, project, source or disk. */
  failed: 4,
  /** Ctrl-C: stopped cleanly; running the same command again goes on. */
  interrupted: 130,
} as const;
