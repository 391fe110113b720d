import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInstance, type ResourceKey } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkAge, checkSentence } from '../../renderer/ui/marks/check-words.ts';
import type { MarkCheck } from '../../shared/mark.ts';

const marks: unknown = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../resources/locales/en/marks.json'), 'utf8'),
);
const OPENED = '2026-03-12T10:00:00.000Z';
const i18n = createInstance();
beforeAll(() =>
  i18n.init({ lng: 'en', resources: { en: { marks: marks as ResourceKey } }, interpolation: { escapeValue: false } }),
);

const said = (check: MarkCheck, pictures: number | null = 40) =>
  checkSentence(i18n.getFixedT('en', 'marks'), check, pictures, {
    ...{ language: 'en', now: new Date('2026-03-12T10:30:00.000Z'), openedAt: OPENED },
  });

describe('what is said of a mark', () => {
  test('that nobody compared', () => {
    expect(said({ state: 'unverified' })).toBe('Not compared with the original since it was set.');
    expect(checkAge({ state: 'unverified' }, OPENED)).toBe('unverified');
  });

  test('that was compared in this session', () => {
    const check = { state: 'verified', at: '2026-03-12T10:20:00.000Z', by: 'ffmpeg 5.1.9-0+deb12u1' } as const;
    expect(said(check)).toBe('40 pictures match the original · compared 10 minutes ago · ffmpeg 5.1.9');
    expect(said(check, 1)).toContain('1 picture matches');
    expect(said(check, null)).toMatch(/^Matches the original/);
    expect(checkAge(check, OPENED)).toBe('verified');
  });

  test('that was compared last month: in the past tense, with its date', () => {
    const check = { state: 'verified', at: '2026-02-11T10:20:00.000Z' } as const;
    expect(said(check)).toMatch(/^40 pictures matched the original on Feb 11, 2026.* not compared since/);
    expect(said(check, null)).toMatch(/^Matched the original on Feb 11, 2026/);
    expect(checkAge(check, OPENED)).toBe('verified-before');
  });

  test('that differs', () => {
    const check = { state: 'differs', at: '2026-02-11T10:20:00.000Z', frame: 12_345 } as const;
    expect(said(check)).toMatch(/^Differs from the original from frame 12,345 on · compared Feb 11, 2026/);
    expect(checkAge(check, OPENED)).toBe('differs');
  });
});
