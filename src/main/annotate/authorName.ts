import { userInfo } from 'node:os';

/** Who works here: CAMWEAVE_AUTHOR, else the name that the system knows; empty where it knows none. */
export function authorName(environment: NodeJS.ProcessEnv): string {
  const given = environment['CAMWEAVE_AUTHOR']?.trim();
  if (given) return given;
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that no one has named.
    return '';
  }
}
