import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { exhibitDocument, exhibitFacts } from '../../electron/core/features/exhibits/exhibit/exhibit-record.ts';
import { exhibitCsv } from '../../electron/core/features/exhibits/pages/exhibit-csv.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import type { Profile } from '../../shared/exhibit.ts';
import { LANGUAGES, type Language } from '../../shared/violation.ts';
import { aBundleDocument, aMark, anItem } from '../support/made-values.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '=HYPERLINK("http://evil.example";"x")'];

function csvOf(titles: readonly string[], lang: Language = 'en', profile: Profile = 'court'): string {
  const exhibits = titles.map((title, at) => {
    const evidence = anItem({ source: title, custodian: title, originalName: title, clock: title, place: title });
    const exhibit = { number: String(at + 1), missing: [], evidence, mark: aMark({ title, in: 3, out: 5 }) };
    const facts = exhibitFacts(exhibit, profile, {
      findPlace: () => undefined,
      findViolation: () => undefined,
      keptClockWords: () => '',
    });
    return exhibitDocument(exhibit, facts, ['0'.repeat(32)], []);
  });
  const bundle = aBundleDocument(exhibits, profile);
  const firstPts = new Map(exhibits.map(({ number }) => [number, 0]));
  return exhibitCsv({ text: loadSheetText(resourcesDir, lang), bundle, firstPts });
}

const cells = (csv: string): string[][] => parse(csv, { bom: true });

describe('the list for a spreadsheet', () => {
  test('has no cell that a spreadsheet would take for a formula', () => {
    const all = cells(csvOf(FORMULAS));
    expect(all).toHaveLength(FORMULAS.length + 1);
    for (const cell of all.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    // And says all the same what was written.
    expect(all[1]).toContain("'=1+1");
  });

  test('keeps quotes and separators in their cell, and shows what cannot be seen', () => {
    const odd = 'He said "stop";\nthen, nothing';
    const [head = [], row = []] = cells(csvOf([odd]));
    expect(row[head.indexOf('Title')]).toBe('He said "stop";‹U+000A›then, nothing');
    expect(row).toHaveLength(head.length);
  });

  test.each(LANGUAGES)('is known as UTF-8 in %s, with as many cells in every row', (lang) => {
    const csv = csvOf(['Вброс бюллетеней', 'Әділ ұғым'], lang);
    expect(csv.codePointAt(0)).toBe(0xfeff);
    const [head, ...rows] = cells(csv);
    expect(new Set(head).size).toBe(head?.length);
    for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
  });

  test('names nobody in a public bundle', () => {
    const csv = csvOf(['zcanaryq'], 'en', 'public').replace(/^.*?\r\n/, '');
    // The title and the place are what the exhibit is about.
    expect(cells(csv)[0]?.filter((cell) => cell.includes('zcanaryq'))).toHaveLength(2);
  });
});
