import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FuseV1Options } from '@electron/fuses';

/** Fuses by their names; a wire read from a program holds the digits 0 and 1 as character codes. */
export function namedFuses(config: object): Record<string, boolean> {
  const entries = Object.entries(config).filter(([key]) => /^\d+$/.test(key));
  const isOn = (state: unknown) => state === true || state === '1'.charCodeAt(0);
  return Object.fromEntries(entries.map(([key, state]) => [FuseV1Options[Number(key)] ?? key, isOn(state)]));
}

/** Files of the desktop host whose source says `word`. */
export function hostFilesSaying(word: string): string[] {
  const electron = resolve(import.meta.dirname, '../../electron');
  const files = [
    'desktop.ts',
    'preload.ts',
    ...readdirSync(join(electron, 'hosts/desktop')).map((name) => `hosts/desktop/${name}`),
  ];
  return files.filter((file) => readFileSync(join(electron, file), 'utf8').includes(word));
}
