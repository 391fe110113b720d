import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const locales = join(root, 'resources', 'locales', 'en');

/** Every key of a namespace in dotted form. */
function keysOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([name, part]) => keysOf(part, prefix === '' ? name : `${prefix}.${name}`));
}

const namespaces = new Map(
  readdirSync(locales)
    .filter((name) => name.endsWith('.json'))
    .map((name): [string, string[]] => [
      name.slice(0, -5),
      keysOf(JSON.parse(readFileSync(join(locales, name), 'utf8'))),
    ]),
);

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/** True when a key, or the pattern that a template makes of one, is in the namespace; plurals have a suffix. */
function known(namespace: string, key: string): boolean {
  const pattern = key
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^.]+(?:\\.[^.]+)*');
  const whole = new RegExp(`^${pattern}(?:_(?:zero|one|two|few|many|other))?$`);
  return (namespaces.get(namespace) ?? []).some((each) => whole.test(each));
}

interface Use {
  readonly file: string;
  readonly key: string;
  readonly namespace: string;
}

/** Keys used in the shell and its screens: `t('…')` and t(`…`) in files that name their namespace. */
function uses(): Use[] {
  const found: Use[] = [];
  for (const file of sources(join(root, 'renderer'))) {
    const text = readFileSync(file, 'utf8');
    const spaces = new Set([...text.matchAll(/useTranslation\('([\w-]+)'\)/g)].map((match) => match[1] ?? ''));
    const [namespace] = spaces;
    if (spaces.size !== 1 || namespace === undefined) continue;
    for (const match of text.matchAll(/\bt\(\s*(?:'([^']+)'|`([^`]+)`)/g)) {
      found.push({ file: file.slice(root.length + 1), key: match[1] ?? match[2] ?? '', namespace });
    }
  }
  return found;
}

describe('strings that people see', () => {
  test('the check itself finds a key that is missing', () => {
    expect(known('app', 'rail.library')).toBe(true);
    expect(known('app', ['rail.$', '{id}'].join(''))).toBe(true);
    expect(known('app', 'rail.nowhere')).toBe(false);
    expect(known('library', 'marks')).toBe(true);
  });

  test('every key that a screen uses is there in English', () => {
    const used = uses();
    expect(used.length).toBeGreaterThan(100);
    const missing = used.filter(({ namespace, key }) => {
      const [space, rest] = key.includes(':') ? key.split(':', 2) : [namespace, key];
      return !known(space ?? '', rest ?? '');
    });
    expect(missing).toEqual([]);
  });
});
