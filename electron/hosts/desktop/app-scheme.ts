import { protocol } from 'electron';
import type { Core } from '../../core/app.ts';
import { mediaAddress } from '../media-address.ts';
import { COMMON_HEADERS, EVIDENCE_POLICY } from '../security-headers.ts';
import type { PageSource } from './page-source.ts';

const SCHEME = 'aigaq';
/** Where the page lives. A scheme of its own has none of the privileges of file: and needs no listener. */
export const APP_ORIGIN = `${SCHEME}://app`;

/** Must run before the app is ready, and only once. `stream` lets players read originals piece by piece. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

const plain = (status: number, text: string) =>
  new Response(text, { status, headers: { ...COMMON_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' } });

function guarded(answer: Response, more: Readonly<Record<string, string>> = {}): Response {
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries({ ...COMMON_HEADERS, ...more })) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

/** Answers `aigaq://app/…`: the page's files, and evidence addressed by content hash. */
export function appSchemeHandler(source: PageSource, media: Core['media']): (request: Request) => Promise<Response> {
  return async (request) => {
    const { host, pathname, search } = new URL(request.url);
    if (host !== 'app') return plain(404, 'There is nothing at this address.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'This address can only be read.');
    if (!pathname.startsWith('/media/')) {
      const page = await source.read(pathname, search);
      return page ? guarded(page) : plain(404, 'There is nothing at this address.');
    }
    if (mediaAddress(pathname, search) === null) return plain(404, 'There is nothing at this address.');
    return guarded(await media(request), { 'Content-Security-Policy': EVIDENCE_POLICY });
  };
}

/** Serves the scheme in the default session. */
export function serveAppScheme(source: PageSource, media: Core['media']): void {
  protocol.handle(SCHEME, appSchemeHandler(source, media));
}
