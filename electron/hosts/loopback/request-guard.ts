import type { IncomingHttpHeaders } from 'node:http';

/** Why a request goes no further, as HTTP says it. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** Name of the session cookie. Cookies do not know ports, so two running hosts must not share one name. */
export const cookieName = (port: number): string => `aigaq-${port}`;

/**
 * Refuses what did not come from this host's own page. A foreign name that resolves to 127.0.0.1 (DNS rebinding)
 * shows in `Host`, a foreign page shows in `Origin` and `Sec-Fetch-Site`; browsers let no page forge these.
 * Programs that send neither Origin nor Sec-Fetch-Site still need the secret.
 */
export function foreignRequest(headers: IncomingHttpHeaders, port: number): Refusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (!host || !hosts.includes(host)) return { status: 403, message: 'This address is not one of Aigaq.' };
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, message: 'Aigaq answers its own page only.' };
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, message: 'Aigaq answers its own page only.' };
  }
  return null;
}

/** Value of one cookie of a request; null when it is not there. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
