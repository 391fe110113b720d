/** What an address below `/media/` names. */
export type MediaAddress =
  | { readonly kind: 'original'; readonly sha256: string }
  | { readonly kind: 'thumbnail'; readonly sha256: string }
  /** MD5s of all pictures, peaks of the sound, key-frame pictures, sound beside the proxy. */
  | { readonly kind: 'prints' | 'waveform' | 'filmstrip' | 'sound'; readonly sha256: string }
  | { readonly kind: 'proxy'; readonly sha256: string; readonly chunk: number }
  | {
      readonly kind: 'picture';
      readonly sha256: string;
      readonly frame: number;
      readonly width: number | null;
      readonly field: 'top' | 'bottom' | null;
    }
  | { readonly kind: 'still'; readonly sha256: string; readonly frame: number }
  | { readonly kind: 'page'; readonly sha256: string; readonly page: number; readonly width: number }
  | { readonly kind: 'sheet'; readonly sha256: string; readonly page: number; readonly width: number };

/** Nobody looks at more, and a page drawn larger takes more memory than it is worth. */
const MOST_WIDTH = 8000;
const USUAL_WIDTH = 1200;

/** Reads an address; null when it names nothing that there could be. */
export function parseMediaAddress(url: URL): MediaAddress | null {
  const match = /^\/media\/([a-z]+)\/([0-9a-f]{64})(?:\/(0|[1-9][0-9]{0,9}))?$/.exec(url.pathname);
  if (match === null) return null;
  const [, kind, sha256 = '', digits] = match;
  const width = widthOf(url);
  if (width === undefined) return null;
  if (digits === undefined) return wholeFile(kind, sha256);
  const number = Number(digits);
  switch (kind) {
    case 'picture': {
      const field = fieldOf(url);
      return field === undefined ? null : { kind, sha256, frame: number, width, field };
    }
    case 'proxy':
      return { kind, sha256, chunk: number };
    case 'still':
      return { kind, sha256, frame: number };
    case 'page':
    case 'sheet':
      return { kind, sha256, page: number, width: width ?? USUAL_WIDTH };
    default:
      return null;
  }
}

function wholeFile(kind: string | undefined, sha256: string): MediaAddress | null {
  switch (kind) {
    case 'original':
    case 'thumbnail':
    case 'prints':
    case 'waveform':
    case 'filmstrip':
    case 'sound':
      return { kind, sha256 };
    default:
      return null;
  }
}

/** `?field=`; null when it is not given, undefined when there is no such field. */
function fieldOf(url: URL): 'top' | 'bottom' | null | undefined {
  const text = url.searchParams.get('field');
  return text === null || text === 'top' || text === 'bottom' ? text : undefined;
}

/** `?w=` in pixels; null when it is not given, undefined when it is no sensible width. */
function widthOf(url: URL): number | null | undefined {
  const text = url.searchParams.get('w');
  if (text === null) return null;
  if (!/^[1-9][0-9]{0,4}$/.test(text)) return undefined;
  return Math.min(Number(text), MOST_WIDTH);
}
