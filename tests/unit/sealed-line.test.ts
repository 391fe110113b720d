import { describe, expect, test } from 'vitest';
import { lineSeal } from '../../electron/core/seal/sealed-line.ts';
import { newKey } from '../support/sealed-bytes.ts';

const LINES = ['', '{"seq":1}', 'Тәуелсіз бақылаушы', 'x'.repeat(100_000)];

describe('a sealed line', () => {
  const lines = lineSeal(newKey());

  test.each(LINES)('comes back as it was (%#)', (line) => {
    const text = lines.seal(line);
    expect(text).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(lines.open(text)).toBe(line);
    // The same line twice does not look the same.
    expect(lines.seal(line)).not.toBe(text);
  });

  test('is refused when any of its characters is another one, when it is cut, and when another key made it', () => {
    const text = lines.seal('a line of the ledger');
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(lines.open(text.slice(0, at) + other + text.slice(at + 1)), `character ${at}`).toBeNull();
      expect(lines.open(text.slice(0, at)), `cut at ${at}`).toBeNull();
    }
    expect(lines.open(`${text}AAAA`)).toBeNull();
    expect(lines.open(` ${text}`)).toBeNull();
    expect(lineSeal(newKey()).open(text)).toBeNull();
  });

  test('is never a plain one', () => {
    for (const line of LINES) expect(lines.open(line)).toBeNull();
  });

  test('is not made with a key that was wiped', () => {
    const key = newKey();
    key.fill(0);
    expect(() => lineSeal(key).seal('text')).toThrow(/locked/);
  });
});

test('without a key a line stays as it is', () => {
  const lines = lineSeal(null);
  expect(LINES.map((line) => lines.open(lines.seal(line)))).toEqual(LINES);
});
