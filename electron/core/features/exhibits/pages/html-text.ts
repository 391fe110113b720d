import { visibleLines } from '../../../../../shared/visible-text.ts';

/** Markup that is safe to put on a page. Only {@link html} makes it, so nothing gets there unescaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = string | number | Html | null | readonly (Html | null)[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as it reads in an element or a quoted attribute. What HTML forbids, what is not seen and what turns the direction
 * is told by its number.
 */
export const escapeHtml = (text: string): string =>
  visibleLines(text).replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each);

function markupOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeHtml(String(part));
}

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, next, index) => text + markupOf(parts[index - 1] ?? null) + next));
}
