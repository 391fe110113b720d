import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The address as the browser gets it, and how to take it away again. */
export interface WindowAddress {
  readonly url: string;
  remove(): void;
}

/**
 * The launch address in a file that only this account can read. As an argument of the browser its token would be in the
 * list of processes, for everybody on this machine to see and spend first. `profile` is a folder of mode 0700.
 */
export function windowAddress(profile: string, launchUrl: string): WindowAddress {
  const path = join(profile, 'open.html');
  // A file left by a crash keeps its own rights when it is written over.
  rmSync(path, { force: true });
  const refresh = `<meta http-equiv="refresh" content="0;url=${new URL(launchUrl).href}">`;
  const html = `<!doctype html><meta charset="utf-8"><title>Aigaq</title><meta name="referrer" content="no-referrer">${refresh}`;
  writeFileSync(path, html, { mode: 0o600, flag: 'wx' });
  return { url: pathToFileURL(path).href, remove: () => rmSync(path, { force: true }) };
}
