import { useMediaQuery } from '@mantine/hooks';
import type { Settings } from '../../../shared/library.ts';

export type Scheme = 'dark' | 'light';

/**
 * What a screen looks like unless the person chose: footage wants dark surroundings, paper wants light ones,
 * everything else follows the system.
 */
export function schemeFor(theme: Settings['theme'], path: string, systemDark: boolean): Scheme {
  if (theme !== 'auto') return theme;
  if (path.startsWith('/review')) return 'dark';
  if (path.startsWith('/documents') || path.startsWith('/exhibits')) return 'light';
  return systemDark ? 'dark' : 'light';
}

const KEY = 'aigaq.theme';

/** The last known setting, so that the first paint is right before the core has answered. */
export function rememberedTheme(): Settings['theme'] {
  const kept = localStorage.getItem(KEY);
  return kept === 'dark' || kept === 'light' ? kept : 'auto';
}

export function rememberTheme(theme: Settings['theme']): void {
  localStorage.setItem(KEY, theme);
}

export function useScheme(theme: Settings['theme'], path: string): Scheme {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false });
  return schemeFor(theme, path, systemDark ?? true);
}
