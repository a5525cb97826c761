import type { Context, MiddlewareHandler } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { PAGE_POLICY } from '../desk/pagePolicy.ts';
import { same } from './token.ts';

/** Headers of every answer. */
export const contentSecurity = secureHeaders({
  contentSecurityPolicy: PAGE_POLICY,
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
});

export interface GuardOptions {
  token: string;
  /** Signs cookies; see `cookieKey`. */
  key: string;
  /** Whether this server answers to a `host` or `host:port`. */
  answersTo(host: string): boolean;
}

/**
 * Lets a request through when it names this server as its host (a rebound DNS name does not), comes from a page
 * of this server or from no page at all, and carries the token: once in the link, from then on in a cookie that
 * is signed with it. A browser sends the cookies of one host to all its ports, so each port has a name of its own.
 */
export function guard({ token, key, answersTo }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const host = (context.req.header('host') ?? '').toLowerCase();
    if (!answersTo(host)) return context.text('This server does not answer to that host name.', 421);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin.toLowerCase() !== `http://${host}`)
      return context.text('Requests of other sites are refused.', 403);

    const name = cookieName(host);
    const given = context.req.query('token');
    if (given !== undefined && context.req.path === '/' && same(given, token)) {
      await setSignedCookie(context, name, name, key, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/');
    }
    if (!(await isSigned(context, name, key))) {
      return context.text(
        'This page has no token, or that of another server. Open the link that `camweave serve` printed, ' +
          `or add ?token=... to http://${host}/.`,
        401,
      );
    }
    return next();
  };
}

/** `camweave-8080` for the port that a request asked; none is that of HTTP. */
function cookieName(host: string): string {
  return `camweave-${/:(\d+)$/.exec(host)?.[1] ?? '80'}`;
}

/** Whether a request has the cookie. Its name is what is signed: that of another port is none. */
async function isSigned(context: Context, name: string, key: string): Promise<boolean> {
  return (await getSignedCookie(context, key, name)) === name;
}
