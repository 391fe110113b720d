import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Why a request goes no further, as HTTP says it. */
export interface Refusal {
  readonly status: 400 | 401 | 403;
  readonly message: string;
}

/** Name of the session cookie. Cookies do not know ports, so two running hosts must not share one name. */
export const cookieName = (port: number): string => `aigaq-${port}`;

/** Headers of which a request has one at most; of two, two readers would believe different ones. */
const SINGLE = ['host', 'origin', 'cookie', 'content-length', 'content-type', 'sec-fetch-site', 'range'];

const refuse = (status: Refusal['status'], message: string): Refusal => ({ status, message });

/** Refuses what no browser sends: another protocol, an address with a host in it, a header said twice. */
export function oddRequest(request: Pick<IncomingMessage, 'headers' | 'headersDistinct' | 'url'>): Refusal | null {
  const { headers, headersDistinct, url = '' } = request;
  if (headers.upgrade !== undefined) return refuse(400, 'Aigaq speaks HTTP and nothing else.');
  if (!url.startsWith('/')) return refuse(400, 'An address is asked for by its path.');
  if (SINGLE.some((name) => (headersDistinct[name]?.length ?? 0) > 1)) return refuse(400, 'A header was sent twice.');
  return null;
}

/**
 * Refuses what did not come from this host's own page. A foreign name that resolves to 127.0.0.1 (DNS rebinding)
 * shows in `Host`, a foreign page shows in `Origin` and `Sec-Fetch-Site`; browsers let no page forge these.
 * Programs that send neither Origin nor Sec-Fetch-Site still need the secret.
 */
export function foreignRequest(headers: IncomingHttpHeaders, port: number): Refusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (!host || !hosts.includes(host)) return refuse(403, 'This address is not one of Aigaq.');
  if (origin !== undefined && origin !== `http://${host}`) return refuse(403, 'Aigaq answers its own page only.');
  const site = headers['sec-fetch-site'];
  const ours = site === undefined || site === 'same-origin' || site === 'none';
  return ours || isNavigation(headers) ? null : refuse(403, 'Aigaq answers its own page only.');
}

/**
 * A tab that goes to an address of ours from elsewhere. It brings no cookie (SameSite=Strict), so all it can do is spend
 * a launch token, which is how the window opens from a file that nobody else can read (`resources/setup/start.ts`).
 */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  return (
    headers['sec-fetch-site'] === 'cross-site' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    headers.origin === undefined &&
    headers.cookie === undefined
  );
}

/** Value of one cookie of a request; null when it is not there. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
