/**
 * Addresses of the media handler consist of letters, digits, dashes and slashes only, and what is asked for with them is
 * a number or a word. Whatever else a request says, a dot or a percent sign above all, is refused before the core sees it.
 */
const ADDRESS = /^\/media(?:\/[A-Za-z0-9-]+)+$/;
const QUERY = /^(?:\?[a-z]+=(?:\d{1,6}|[a-z]{1,12})(?:&[a-z]+=(?:\d{1,6}|[a-z]{1,12}))*)?$/;

/** The request target of a media request, or null when it is none. */
export function mediaAddress(pathname: string, search: string): string | null {
  return ADDRESS.test(pathname) && QUERY.test(search) ? `${pathname}${search}` : null;
}
