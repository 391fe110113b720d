import { stringify } from 'csv-stringify/sync';
import { plainSpaces, visibleText } from '../../../../../shared/visible-text.ts';
import { factRows, stampsOf, violationTexts } from '../print/exhibit-rows.ts';
import type { FactRow } from '../print/fact-row.ts';
import type { SheetText } from '../print/sheet-text.ts';
import type { BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';

export interface CsvInput {
  readonly text: SheetText;
  readonly bundle: BundleDocument;
  /** PTS of a recording's first picture by the exhibit's number. */
  readonly firstPts: ReadonlyMap<string, number | null>;
}

/**
 * The list of exhibits for a spreadsheet: RFC 4180, UTF-8 with the mark by which office programs know it. No cell can
 * become a formula: what would begin one gets an apostrophe in front, as OWASP advises for CSV injection.
 */
export function exhibitCsv(input: CsvInput): string {
  const rows = input.bundle.exhibits.map((exhibit) => cellsOf(exhibit, input));
  // An exhibit has only the facts that apply to it: a page has no frames.
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const records = rows.map((row) => columns.map((column) => visibleText(plainSpaces(row.get(column) ?? ''))));
  return stringify([columns, ...records], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

function cellsOf(exhibit: ExhibitDocument, { text, bundle, firstPts }: CsvInput): Map<string, string> {
  const context = {
    text,
    profile: bundle.profile,
    firstPts: firstPts.get(exhibit.number) ?? null,
  };
  const stamps = stampsOf(exhibit, text);
  return new Map([
    [text.t('csv.number'), labelOf(exhibit)],
    [text.t('csv.title'), exhibit.title],
    [text.t('csv.violations'), violationTexts(exhibit, text).join('; ')],
    ...(stamps.length === 0 ? [] : [[text.t('csv.stamps'), stamps.join('; ')] as const]),
    ...factRows(exhibit, context).map((row) => [row.label, cellText(row)] as const),
    [text.t('csv.folder'), `exhibits/${exhibit.number}`],
  ]);
}

const cellText = ({ lines }: FactRow): string => lines.map((line) => line.text).join('; ');
