import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { contentSecurityPolicy } from './security-headers.ts';

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
  /** What a document or a worker made from this file may do. */
  readonly policy: string;
}

/** What the build puts wherever a nonce belongs (`html.cspNonce` in electron.config.ts). */
export const NONCE_PLACE = 'aigaq-style-nonce';

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

/** A document as it leaves, with a nonce that no other answer has. Nothing keeps documents, so none is used twice. */
function withNonce(file: PageFile): PageFile {
  const nonce = randomBytes(16).toString('base64url');
  const text = file.data.toString('utf8').replaceAll(NONCE_PLACE, nonce);
  return { ...file, data: Buffer.from(text, 'utf8'), policy: contentSecurityPolicy(nonce) };
}

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
    const policy = contentSecurityPolicy();
    files.set(address, { data: readFileSync(path), mime, cacheControl: cacheControl(address), policy });
  }
  return (pathname) => {
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    if (file === undefined) return null;
    return file.mime.startsWith('text/html') ? withNonce(file) : file;
  };
}
