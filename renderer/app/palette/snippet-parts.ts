/** U+2068 and U+2069 stand around what matched; the search puts them there. */
const MATCH = /\u2068([^\u2069]*)\u2069/g;

export interface SnippetPart {
  readonly text: string;
  readonly matched: boolean;
  /** Where the part starts in the snippet. */
  readonly at: number;
}

/** Splits a snippet at its marks. */
export function snippetParts(snippet: string): SnippetPart[] {
  const parts: SnippetPart[] = [];
  let end = 0;
  for (const match of snippet.matchAll(MATCH)) {
    if (match.index > end) parts.push({ text: snippet.slice(end, match.index), matched: false, at: end });
    parts.push({ text: match[1] ?? '', matched: true, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < snippet.length) parts.push({ text: snippet.slice(end), matched: false, at: end });
  return parts;
}
