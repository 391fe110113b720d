import { FAMILIES, type Family } from './file-families.ts';

const PLAYLIST = [
  /^#EXTM3U/,
  /^ffconcat version/,
  /<MPD[\s>]/,
  /^v=0\r?\no=/,
  /^\[playlist\]/i,
  /<SmoothStreamingMedia/,
  /^<ASX/i,
];

/** Texts. Playlists and manifests are told apart, because ffmpeg must never see them: they make it open other files. */
export function sniffText(head: Buffer, ending: string): { family: Family; mime: string } | null {
  const text = decode(head);
  if (text === null) return null;
  const start = text.trimStart().slice(0, 4096);
  if (PLAYLIST.some((pattern) => pattern.test(start))) return { family: FAMILIES.playlist, mime: 'text/plain' };
  if (/<svg[\s>]/i.test(start)) return { family: FAMILIES.svg, mime: 'image/svg+xml' };
  if (/^(<\?xml|<!doctype|<html|<script|<head|<body)/i.test(start)) {
    const html = /<html|<!doctype html|<script/i.test(start);
    return { family: FAMILIES.xml, mime: html ? 'text/html' : 'application/xml' };
  }
  if (ending === 'json' || ending === 'geojson' || looksLikeJson(start))
    return { family: FAMILIES.json, mime: 'application/json' };
  return { family: FAMILIES.text, mime: ending === 'csv' ? 'text/csv' : 'text/plain' };
}

/** The text of the head, or null when it is no text: it is UTF-8 or UTF-16 with a mark, without control characters. */
function decode(head: Buffer): string | null {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    // stream: the head may end inside a character
    text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
  return hasControlCharacters(text) ? null : text;
}

/** Controls other than tab, line ends, form feed and escape mean that these bytes are no text. */
function hasControlCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) return true;
  }
  return false;
}

function looksLikeJson(start: string): boolean {
  return /^[[{]\s*("|\{|\[|-?\d|\]|\})/.test(start) && /[:,\]}]/.test(start);
}
