import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml, type Html } from './html-text.ts';

export interface PageParts {
  readonly lang: string;
  readonly title: string;
  /** Style sheets of the shipped viewer, by name. */
  readonly styles: readonly string[];
  readonly script: string;
  /** Data for the script, as JSON that holds no `<`. */
  readonly data?: { readonly id: string; readonly json: string };
  readonly body: Html;
}

const cspHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing may be loaded but the bundle's own pictures and clips; `file:` because 'self' means nothing on a disk. */
const policy = (style: string, script: string): string =>
  [
    "default-src 'none'",
    "img-src 'self' file:",
    "media-src 'self' file:",
    `style-src ${cspHash(style)}`,
    `script-src ${cspHash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** A page that stands alone: style and script inside, known to its policy by their hashes, and no network. */
export function pageOf(resourcesDir: string, parts: PageParts): string {
  const shipped = (name: string) => readFileSync(join(resourcesDir, 'viewer', name), 'utf8').trim();
  const style = parts.styles.map(shipped).join('\n');
  const { data, script } = parts;
  const values: Readonly<Record<string, string>> = {
    lang: parts.lang,
    csp: escapeHtml(policy(style, script)),
    title: escapeHtml(parts.title),
    style,
    script,
    data: data === undefined ? '' : `<script type="application/json" id="${data.id}">${data.json}</script>\n`,
    body: parts.body.markup,
  };
  return `${shipped('index.html').replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole)}\n`;
}
