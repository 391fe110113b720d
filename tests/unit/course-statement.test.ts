import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { courseRecord } from '../../electron/core/features/exhibits/exhibit/course-record.ts';
import { courseTexts } from '../../electron/core/features/exhibits/print/course-row.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { CONTINUITY_KINDS, type ContinuityFinding, type ContinuityReport } from '../../shared/continuity.ts';
import type { Exhibit } from '../../shared/exhibit.ts';
import { LANGUAGES } from '../../shared/violation.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');

const at = (kind: ContinuityFinding['kind'], first: number | null, last = first): ContinuityFinding => ({
  ...{ kind, first, last, amount: null, message: 'a sentence' },
});
const reportOf = (...findings: ContinuityFinding[]): ContinuityReport => ({
  findings,
  numbering: null,
  looked: { frames: 1500, seconds: 60.04, pictures: true, sound: true, parameters: false },
});
const frame = (n: number) => ({ n, pts: n * 512, md5: '0'.repeat(32) });
const exhibit = { mark: { in: frame(100), out: frame(199) } } as unknown as Exhibit;
const page = { mark: { in: null, out: null } } as unknown as Exhibit;

describe('the statement on the course of a recording', () => {
  test('counts what is in the recording and what touches the exhibit, to both ends', () => {
    const found = [at('gap', 50, 51), at('gap', 99, 100), at('gap', 199, 200), at('gap', 200, 201)];
    const rest = { ...at('gap', null), amount: 7, besides: 7 };
    expect(courseRecord(reportOf(...found, rest), exhibit, 'court')?.found).toMatchObject([
      { kind: 'gap', count: 11, within: 2 },
    ]);
  });

  test('lists for a court what it counts, but for what names other files', () => {
    const report = reportOf(at('gap', 5, 6), at('writer', null), at('missing_member', null));
    const found = courseRecord(report, exhibit, 'court')?.found ?? [];
    expect(found.map(({ kind, listed }) => [kind, listed])).toEqual([
      ['gap', [{ first: 5, last: 6, amount: null, message: 'a sentence' }]],
      ['writer', [{ first: null, last: null, amount: null, message: 'a sentence' }]],
      ['missing_member', undefined],
    ]);
    expect(JSON.stringify(courseRecord(report, exhibit, 'public'))).not.toContain('a sentence');
  });

  test('leaves out of a public one what names, programs and other files tell', () => {
    const report = reportOf(at('gap', 5), at('writer', null), at('missing_member', null), at('file_disagrees', null));
    expect(courseRecord(report, exhibit, 'public')?.found).toEqual([{ kind: 'gap', count: 1, within: 0 }]);
    expect(courseRecord(report, exhibit, 'court')?.found).toHaveLength(4);
  });

  test('is not made for a page', () => {
    expect(courseRecord(reportOf(at('gap', 5)), page, 'court')).toBeNull();
  });
});

describe.each(LANGUAGES)('its words in %s', (lang) => {
  const text = loadSheetText(resourcesDir, lang);

  test('tell every kind, with its count', () => {
    const report = reportOf(...CONTINUITY_KINDS.map((kind) => at(kind, 150)));
    const course = courseRecord(report, exhibit, 'court') ?? undefined;
    const [looked = '', found = '', within = ''] = courseTexts(course, text);
    expect(looked).toContain(text.number(1500));
    expect(found.match(/: 1/g)).toHaveLength(CONTINUITY_KINDS.length);
    // Four kinds are about the file as a whole.
    expect(within.match(/: 1/g)).toHaveLength(CONTINUITY_KINDS.length - 4);
  });

  test('say when there is nothing, and when nothing of it is here', () => {
    const nothing = courseTexts(courseRecord(reportOf(), exhibit, 'court') ?? undefined, text);
    expect(nothing).toHaveLength(2);
    expect(nothing[1]).toBe(text.t('course.nothing'));
    const elsewhere = courseTexts(courseRecord(reportOf(at('gap', 5)), exhibit, 'court') ?? undefined, text);
    expect(elsewhere[2]).toBe(text.t('course.noneWithin'));
    const ofFile = courseTexts(courseRecord(reportOf(at('writer', null)), exhibit, 'court') ?? undefined, text);
    expect(ofFile).toHaveLength(2);
  });
});
