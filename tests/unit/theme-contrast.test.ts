import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../renderer/app/theme/tokens.css', import.meta.url), 'utf8');

/** Colours of one scheme by token name. */
function tokens(scheme: string): Map<string, string> {
  const block = new RegExp(`data-mantine-color-scheme="${scheme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['dark', 'light'])('%s theme', (scheme) => {
  const colours = tokens(scheme);
  const of = (name: string) => colours.get(name) ?? expect.fail(`--${name} has no colour`);

  test.each(['text', 'dim', 'faint', 'accent', 'mark', 'ok', 'warn', 'danger', 'redact'])(
    '--%s can be read on every ground it stands on',
    (name) => {
      for (const ground of ['s0', 's1', 's2']) expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('selected rows and filled buttons can be read', () => {
    for (const name of ['text', 'dim', 'mark', 'ok', 'accent']) {
      expect(contrast(of(name), of('sel'))).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(of('on-fill'), of('fill'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('on-fill'), of('fill-hover'))).toBeGreaterThanOrEqual(4.5);
  });

  test('edges of controls can be seen', () => {
    for (const ground of ['s0', 's1']) expect(contrast(of('line-strong'), of(ground))).toBeGreaterThanOrEqual(3);
  });

  test('violation groups can be read and differ in lightness from their neighbours', () => {
    const grounds = [...'abcdefgh'].map((letter) => {
      expect(contrast(of(`gt-${letter}`), of(`g-${letter}`))).toBeGreaterThanOrEqual(4.5);
      return of(`g-${letter}`);
    });
    expect(new Set(grounds).size).toBe(8);
    const lightness = grounds.map(luminance).sort((a, b) => a - b);
    expect((lightness.at(-1) ?? 0) / (lightness[0] ?? 1)).toBeGreaterThan(1.5);
  });
});
