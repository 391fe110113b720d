import { net } from 'electron';
import { pageFiles } from '../page-files.ts';
import { contentSecurityPolicy } from '../security-headers.ts';

/** Where the page's own files come from, each with the policy under which it works. */
export interface PageSource {
  read(pathname: string, search: string): Promise<Response | null>;
}

/** The built page. */
export function builtPage(folder: string): PageSource {
  const find = pageFiles(folder);
  return {
    async read(pathname) {
      const file = find(pathname);
      if (file === null) return null;
      const headers = {
        'Content-Type': file.mime,
        'Cache-Control': file.cacheControl,
        'Content-Security-Policy': file.policy,
      };
      return new Response(new Uint8Array(file.data), { headers });
    },
  };
}

/**
 * The development server of `npm run dev`, seen through our own scheme, so that the page has the same origin and the
 * same media addresses as ever. Vite's client is an inline script and talks back over a web socket.
 */
export function developmentPage(server: string): PageSource {
  const { origin, host } = new URL(server);
  const policy = contentSecurityPolicy(null, { inline: "'unsafe-inline'", connect: `ws://${host} ${origin}` });
  return {
    async read(pathname, search) {
      const answer = await net.fetch(`${origin}${pathname}${search}`);
      const headers = new Headers(answer.headers);
      headers.set('Content-Security-Policy', policy);
      return new Response(answer.body, { status: answer.status, headers });
    },
  };
}
