import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Application } from '../desk/Application.ts';
import { PAGE_POLICY } from '../desk/pagePolicy.ts';
import type { ServedPicture } from '../desk/photographs.ts';

/** The scheme and host that the window's pages live under. */
export const SCHEME = 'camweave';
export const ORIGIN = `${SCHEME}://app`;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The policy of all pages as a header's text. */
export const CONTENT_SECURITY_POLICY = Object.entries(PAGE_POLICY)
  .map(
    ([name, sources]) =>
      `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${sources.join(' ')}`,
  )
  .join('; ');

/** Whether an address is one of the window's own pages. */
export function isOwnPage(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}` === ORIGIN;
  } catch {
    return false;
  }
}

/**
 * Answers a request of a page: built files, and photographs and thumbnails by opaque name.
 *
 * @param folder of the built pages; nothing outside it is served
 */
export async function answerPage(application: Application, folder: string, url: string): Promise<Response> {
  if (!isOwnPage(url)) return new Response('Not a page of Camweave.', { status: 403 });
  const path = decodeURIComponent(new URL(url).pathname);
  const picture = /^\/(image|thumbnail)\/([0-9a-f]{32})$/.exec(path);
  try {
    if (picture) return answerPicture(await pictureOf(application, picture[1]!, picture[2]!));
    const file = normalize(join(folder, path === '/' ? 'index.html' : path));
    if (!file.startsWith(normalize(folder) + sep)) return new Response('Not found.', { status: 404 });
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const headers = { 'Content-Type': type, 'Content-Security-Policy': CONTENT_SECURITY_POLICY };
    return new Response(await readFile(file), { headers });
  } catch (error) {
    const known = error instanceof AppError || (error as NodeJS.ErrnoException).code === 'ENOENT';
    return new Response(known ? (error as Error).message : 'Not found.', { status: 404 });
  }
}

function pictureOf(application: Application, kind: string, name: string): Promise<ServedPicture> {
  const { photographs } = application.projects.current;
  return kind === 'image' ? photographs.photograph(name) : photographs.thumbnail(name);
}

function answerPicture({ bytes, type }: ServedPicture): Response {
  return new Response(bytes, { headers: { 'Content-Type': type } });
}
