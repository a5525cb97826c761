import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { PAGE_POLICY } from '../desk/pagePolicy.ts';

export const TOKEN_COOKIE = 'camweave';

/** Headers of every answer. */
export const contentSecurity = secureHeaders({
  contentSecurityPolicy: PAGE_POLICY,
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
});

/**
 * Lets a request through when it names this server as its host (a rebound DNS name does not), comes from a page
 * of this server or from no page at all, and carries the token: once in the link, from then on in a cookie.
 *
 * @param hosts the `host:port` names this server answers to
 */
export function guard(token: string, hosts: () => ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!hosts().has(host)) return context.text('This server does not answer to that host name.', 421);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`)
      return context.text('Requests of other sites are refused.', 403);

    const given = context.req.query('token');
    if (given !== undefined && context.req.path === '/' && same(given, token)) {
      setCookie(context, TOKEN_COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/');
    }
    if (!same(getCookie(context, TOKEN_COOKIE) ?? '', token)) {
      return context.text('Open the link that `camweave serve` printed: it carries the token.', 401);
    }
    return next();
  };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
