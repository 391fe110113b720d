import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** One file of the built page, held in memory. */
export interface PageFile {
  readonly data: Buffer;
  readonly mime: string;
  readonly cacheControl: string;
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Vite puts a content hash into every name below assets/, so those never change; the page itself does. */
const cacheControl = (path: string) =>
  path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';

/**
 * The built page as a fixed list of address → file, read once. A request is looked up in that list and never becomes
 * a path on disk, so there is no traversal to defend against.
 */
export function pageFiles(folder: string): (pathname: string) => PageFile | null {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new AppError(
      'internal',
      `The page of Aigaq has not been built: there is no ${join(folder, 'index.html')}. Run: npm run build`,
    );
  }
  const files = new Map<string, PageFile>();
  for (const path of filesBelow(folder)) {
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    const mime = TYPES[extname(path)] ?? 'application/octet-stream';
    files.set(address, { data: readFileSync(path), mime, cacheControl: cacheControl(address) });
  }
  return (pathname) => files.get(pathname === '/' ? '/index.html' : pathname) ?? null;
}
