import { useSyncExternalStore } from 'react';

const ATTRIBUTE = 'data-mantine-color-scheme';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}

const NAMES = [
  's0',
  's1',
  's2',
  's3',
  'line',
  'line-strong',
  'text',
  'dim',
  'faint',
  'mark',
  'ok',
  'warn',
  'danger',
  'mono',
] as const;

/** Values of the theme's tokens, for what is drawn and cannot name them. */
export type SchemeColours = Readonly<Record<(typeof NAMES)[number], string>>;

const known = new Map<string, SchemeColours>();

function read(): SchemeColours {
  const scheme = document.documentElement.getAttribute(ATTRIBUTE) ?? '';
  const before = known.get(scheme);
  if (before) return before;
  const style = getComputedStyle(document.documentElement);
  const values = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  const colours = values as SchemeColours;
  known.set(scheme, colours);
  return colours;
}

/** The tokens of the scheme that is shown now. The same object until the scheme changes. */
export const useSchemeColours = (): SchemeColours => useSyncExternalStore(subscribe, read);
