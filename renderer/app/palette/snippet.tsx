import { snippetParts } from './snippet-parts.ts';

/** Text around a match with the matched words set off. */
export function Snippet({ text }: { text: string }) {
  return snippetParts(text).map((part) =>
    part.matched ? <b key={part.at}>{part.text}</b> : <span key={part.at}>{part.text}</span>,
  );
}
