import { net } from 'electron';
import { pageFiles } from '../page-files.ts';

/** Where the page's own files come from, and what its policy must allow for them. */
export interface PageSource {
  read(pathname: string, search: string): Promise<Response | null>;
  readonly policy: { readonly script?: string; readonly connect?: string };
}

/** The built page. */
export function builtPage(folder: string): PageSource {
  const find = pageFiles(folder);
  return {
    policy: {},
    async read(pathname) {
      const file = find(pathname);
      if (file === null) return null;
      const headers = { 'Content-Type': file.mime, 'Cache-Control': file.cacheControl };
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
  return {
    policy: { script: "'unsafe-inline'", connect: `ws://${host} ${origin}` },
    read: (pathname, search) => net.fetch(`${origin}${pathname}${search}`),
  };
}
