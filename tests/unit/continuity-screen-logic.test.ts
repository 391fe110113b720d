import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TFunction } from 'i18next';
import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { lookedLines, quietText, reportText } from '../../renderer/features/review/continuity/continuity-text.ts';
import {
  findingBeside,
  groupsOf,
  rangesOf,
  rangesText,
} from '../../renderer/features/review/continuity/finding-groups.ts';
import { CONTINUITY_KINDS, type ContinuityFinding, type ContinuityReport } from '../../shared/continuity.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const finding = (first: number | null, kind: ContinuityFinding['kind'] = 'gap'): ContinuityFinding => ({
  ...{ kind, first, last: first === null ? null : first + 1, amount: null },
  message: `${kind} ${first}`,
});
const index: FrameIndex = { timeBase: [1, 10], pts: [0, 1, 2, 3, 4, 5], keys: [0] };
const looked = { frames: 10_883, seconds: 363, pictures: true, sound: false, parameters: true };
const silent: ContinuityReport = { findings: [], numbering: null, looked };

let t: TFunction<'review-continuity'>;
beforeAll(async () => {
  const strings = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../resources/locales/en/review-continuity.json'), 'utf8'),
  );
  const own = i18next.createInstance();
  await own.init({
    lng: 'en',
    resources: { en: { 'review-continuity': strings } },
    interpolation: { escapeValue: false },
  });
  t = own.getFixedT('en', 'review-continuity');
});

describe('going through findings', () => {
  const findings = [finding(40), finding(10), finding(null, 'writer'), finding(25, 'duplicates')];

  test('next and previous by place, whatever their kind, and none past the ends', () => {
    expect(findingBeside(findings, 0, 1)?.first).toBe(10);
    expect(findingBeside(findings, 10, 1)?.first).toBe(25);
    expect(findingBeside(findings, 26, 1)?.first).toBe(40);
    expect(findingBeside(findings, 40, 1)).toBeUndefined();
    expect(findingBeside(findings, 40, -1)?.first).toBe(25);
    expect(findingBeside(findings, 10, -1)).toBeUndefined();
    expect(findingBeside([finding(null)], 0, 1)).toBeUndefined();
  });

  test('groups come in the order of the contract', () => {
    expect(groupsOf(findings).map(({ kind, findings: those }) => [kind, those.length])).toEqual([
      ['gap', 2],
      ['duplicates', 1],
      ['writer', 1],
    ]);
  });
});

describe('numbers', () => {
  test('are told as ranges with the camera’s digits, also past its greatest number', () => {
    expect(rangesOf([])).toEqual([]);
    expect(rangesText([7, 8, 9, 12], 'GX##_##')).toBe('07–09, 12');
    expect(rangesText([9998, 9999, 1, 2], 'DSC_####.MOV')).toBe('9998–9999, 0001–0002');
  });
});

describe('words', () => {
  test('silence says what it covers', () => {
    expect(quietText(silent, t, 'en')).toBe('No gaps, repeats or changes of encoder in 10,883 pictures.');
    const undecoded = { ...silent, looked: { ...looked, pictures: false } };
    expect(quietText(undecoded, t, 'en')).toContain('as the file lists them');
    expect(quietText({ ...silent, looked: { ...looked, parameters: false } }, t, 'en')).not.toContain('encoder');
    expect(quietText({ ...silent, findings: [finding(null, 'writer')] }, t, 'en')).not.toBeNull();
    expect(quietText({ ...silent, findings: [finding(3)] }, t, 'en')).toBeNull();
    expect(quietText({ ...silent, looked: { ...looked, frames: 0 } }, t, 'en')).toBeNull();
  });

  test('what was not looked at is said as well', () => {
    const lines = lookedLines({ ...looked, pictures: false }, t, 'en');
    expect(lines.filter(({ done }) => !done).map(({ text }) => text)).toEqual([
      'Pictures not compared yet: the recording is still being decoded',
      'No sound, or its times were not read',
    ]);
  });

  test('every kind has a heading', () => {
    for (const kind of CONTINUITY_KINDS) expect(t(`kind.${kind}`)).not.toContain('kind.');
  });

  test('the copied text holds findings with frames and times, and the numbers', () => {
    const numbering = { pattern: 'DSC_####', here: 10, present: [10, 11, 14], missing: [12, 13], missingCount: 2 };
    const text = reportText(
      'a.mov',
      { ...silent, findings: [finding(2), finding(null, 'writer')], numbering },
      index,
      t,
      'en',
    );
    expect(text).toContain('Gaps between pictures (1)\n  Frame 2-3 (00:00:00.200): gap 2');
    expect(text).toContain('Who wrote the file (1)\n  writer null');
    expect(text).toContain('In the library: 0010–0011, 0014\n  Not in the library: 0012–0013');
  });
});
