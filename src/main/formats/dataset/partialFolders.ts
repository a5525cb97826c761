import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A folder that an export fills or replaces, beside its place: what it is for and whose it is stands in its name. */
interface PartialFolder {
  path: string;
  /** The place it is meant for. */
  out: string;
  machine: string;
  pid: number;
  /** Whether it is the one that was there before, moved aside. */
  isOld: boolean;
}

const NAME = /^\.(.+)\.partial-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}(-old)?$/s;
/** On a drive that machines share, nobody can say of another machine's process whether it lives. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** Those of this process that are at work: its number may have been that of a dead one. */
const living = new Set<string>();

/** A name beside `out` for the folder that is going to be there, this process's until it is let go. */
export function takePartial(out: string): string {
  const mark = randomBytes(6).toString('hex');
  const path = join(dirname(out), `.${basename(out)}.partial-${MACHINE}-${process.pid}-${mark}`);
  living.add(path);
  return path;
}

export function letGo(partial: string): void {
  living.delete(partial);
}

/** Where the folder that is at a place goes while another takes its place. */
export function asideOf(partial: string): string {
  return `${partial}-old`;
}

function withoutOld(path: string): string {
  return path.replace(/-old$/, '');
}

/**
 * Puts right what exports that were killed have left in a folder, and leaves alone what belongs to living ones. A folder is
 * moved aside only when the new one is whole: where both are found and their place is empty, the new one goes there. All else
 * is deleted.
 *
 * @param parent a folder that exports went to; one that cannot be read has nothing to put right
 */
export async function clearPartials(parent: string): Promise<void> {
  const dead = partialsIn(parent).filter((item) => !isAlive(item));
  const waiting = new Set(dead.filter((item) => !canBePlaced(item)).map(({ path }) => path));
  for (const { path } of dead) if (!waiting.has(path) && !waiting.has(withoutOld(path))) await remove(path);
}

/** Removes a folder that is of no use any more; one that cannot be removed now is left to the next export. */
export async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error;
  });
}

/** Puts a new folder into its place where that is what it waits for. @returns false where it has to go on waiting */
function canBePlaced({ path, out, isOld }: PartialFolder): boolean {
  if (isOld || existsSync(out) || !existsSync(asideOf(path))) return true;
  try {
    renameSync(path, out);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}

function partialsIn(parent: string): PartialFolder[] {
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return [];
  }
  return names.flatMap((name) => {
    const [, target, machine, pid, old] = NAME.exec(name) ?? [];
    if (target === undefined) return [];
    const places = { path: join(parent, name), out: join(parent, target) };
    return [{ ...places, machine: machine!, pid: Number(pid), isOld: old !== undefined }];
  });
}

function isAlive({ path, machine, pid }: PartialFolder): boolean {
  if (machine !== MACHINE) return true;
  if (pid === process.pid) return living.has(withoutOld(path));
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
