import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import type { RecordingClock } from '../../shared/clock.ts';
import { LANGUAGES } from '../../shared/violation.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const clock: RecordingClock = {
  basis: 'burnt-in',
  readings: [12, 1537].map((frame) => ({ frame, pts: frame * 3600, shown: '2026-03-12T10:42:07' })),
  zone: '+05:00',
  ahead: 12,
  within: 1,
  measured: 'a telephone with network time beside the recorder.',
};
const words = (some: Partial<RecordingClock> = {}, lang: (typeof LANGUAGES)[number] = 'en') =>
  loadSheetText(resourcesDir, lang).clockWords({ ...clock, ...some });
const readingsAt = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ frame: n * 10, pts: n, shown: '2026-03-12T10:42:07' }));

describe('the sentence about a clock', () => {
  test('says what was read, where, and how far from true time it is', () => {
    expect(words()).toBe(
      'Clock in the picture, read at frames 12 and 1537; zone UTC+05:00; 12 s ahead of true time, measured by: a telephone with network time beside the recorder, known to ± 1 s',
    );
  });

  test('claims no more than was done', () => {
    const bare = { ahead: 0, within: null, measured: null, zone: null };
    expect(words({ ...bare, basis: 'container', readings: readingsAt(1) })).toBe(
      'Date stored in the file, taken for frame 0; offset from UTC not known; not compared with true time',
    );
    expect(words({ ahead: 0 })).toContain('no difference from true time found');
    expect(words({ measured: null, within: null })).toContain(
      '12 s ahead of true time, not stated how measured, how closely it is known is not stated',
    );
    expect(words({ ahead: -3725.5 })).toContain('1 h 02 min 05.5 s behind true time');
    expect(words({ basis: 'reference', ahead: 0, within: 2.067 })).toMatch(/taken for true time, .*known to ± 2\.1 s$/);
    expect(words({ zone: 'Z' })).toContain('zone UTC;');
  });

  test('stays one sentence that can be kept', () => {
    expect(words({ readings: readingsAt(50) })).toContain('read at 50 frames from 0 to 490');
    expect(words({ readings: readingsAt(6) })).toContain('read at frames 0, 10, 20, 30, 40 and 50');
    const long = words({ measured: `first line\nsecond ${'x'.repeat(3000)}` });
    expect(long).toContain('first line second');
    expect(long.length).toBeLessThan(2000);
    expect(words({ measured: '{{length}} $1' })).toContain('measured by: {{length}} $1');
  });

  test.each(LANGUAGES)('is whole in %s', (lang) => {
    for (const basis of ['container', 'burnt-in', 'reference', 'statement'] as const) {
      for (const some of [{}, { ahead: -1 }, { ahead: 0, measured: null, within: null }, { zone: null }]) {
        expect(words({ basis, ...some }, lang)).not.toMatch(/\{\{|undefined|null/);
      }
    }
  });

  test('has the same parts in every language', () => {
    const keys = (tree: object, at = ''): string[] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string'
          ? [`${at}${key} ${[...value.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join()}`]
          : keys(value, `${at}${key}.`),
      );
    const [english, ...others] = LANGUAGES.map((lang) =>
      keys(JSON.parse(readFileSync(join(resourcesDir, 'locales', lang, 'clock-words.json'), 'utf8'))),
    );
    for (const other of others) expect(other).toEqual(english);
  });
});
