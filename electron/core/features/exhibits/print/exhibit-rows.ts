import type { RecordingClock } from '../../../../../shared/clock.ts';
import type { Profile } from '../../../../../shared/exhibit.ts';
import { ptsText, type TimeBase } from '../../../../../shared/time.ts';
import { visibleText } from '../../../../../shared/visible-text.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import { courseTexts } from './course-row.ts';
import type { FactRow, RowLine } from './fact-row.ts';
import { presentedRows } from './presented-rows.ts';
import { drawnTexts, hasUncheckedGround, redactionTexts } from './redaction-rows.ts';
import { grouped, type SheetText } from './sheet-text.ts';
import { wallClockTexts } from './wall-clock-row.ts';

export interface RowContext {
  readonly text: SheetText;
  readonly profile: Profile;
  /** PTS of the recording's first picture; null for documents. */
  readonly firstPts: number | null;
}

const line = (text: string): RowLine => ({ text });

/** All facts of one exhibit in the order in which a reader asks for them. */
export function factRows(facts: ExhibitFacts, context: RowContext): FactRow[] {
  const { t } = context.text;
  const row = (key: string, ...lines: RowLine[]): FactRow[] =>
    lines.length > 0 ? [{ label: t(`row.${key}`), lines }] : [];
  return [
    ...row('place', line(placeText(facts, context.text))),
    ...row('recorded', line(recordedText(facts, context.text))),
    ...(facts.evidence.received === null ? [] : row('received', line(context.text.instant(facts.evidence.received)))),
    ...spanRows(facts, context),
    ...row('course', ...courseTexts(facts.course, context.text).map(line)),
    ...presentedRows(facts, context.text),
    ...row('redacted', ...redactionTexts(facts.burnt, context.text).map(line)),
    ...row('drawn', ...drawnTexts(facts.burnt, context.text).map(line)),
    ...row('source', line(personText('source', facts.evidence.source, context))),
    ...row('custodian', line(personText('custodian', facts.evidence.custodian, context))),
    ...row('createdBy', line(markedText(facts, context))),
    ...row('original', ...originalLines(facts, context.text)),
    ...row('basis', ...basisLines(facts, context.text)),
    ...row('state', line(stateText(facts, context.text))),
  ];
}

/** Which key signed what the paper belongs to. */
export const signatureText = (fingerprint: string, { t }: SheetText): string => t('signatureValue', { fingerprint });

export function placeText({ place }: ExhibitFacts, { t }: SheetText): string {
  if (place === null) return t('notStated');
  const parts = [place.code, place.name, place.address, place.region];
  return parts.filter((part) => part !== null && part.trim() !== '').join(', ');
}

export function recordedText({ evidence }: ExhibitFacts, text: SheetText): string {
  if (evidence.recorded === null) return text.t('notStated');
  const clock = evidence.clock?.trim() ? clockBasis(evidence.clock, evidence.timing, text) : text.t('notStated');
  // Worked out to the millisecond, as the times of day below are, so that they can be added up.
  const time = text.instant(evidence.recorded, evidence.timing !== undefined);
  return text.t('recordedAt', { time, clock });
}

/** Our own sentence is kept in English and told in the sheet's language; somebody's own words stay as they are. */
function clockBasis(stated: string, timing: RecordingClock | undefined, text: SheetText): string {
  return timing !== undefined && text.isClockWords(stated, timing) ? text.clockWords(timing) : stated;
}

function personText(key: 'source' | 'custodian', name: string | null, { text, profile }: RowContext): string {
  if (profile === 'public') return text.t(`role.${key}`);
  return name?.trim() ? name : text.t('notStated');
}

function markedText({ mark }: ExhibitFacts, { text, profile }: RowContext): string {
  const who = profile === 'public' ? text.t('role.reviewer') : mark.createdBy;
  return mark.createdAt === null ? who : `${who}, ${text.instant(mark.createdAt)}`;
}

function stateText({ evidence: { importedAt } }: ExhibitFacts, text: SheetText): string {
  return importedAt === null ? text.t('stateUntimed') : text.t('stateValue', { time: text.instant(importedAt) });
}

/** A violation type with its label in the bundle's language: "Violation B1 · Ballot stuffing". */
export function violationTexts(facts: ExhibitFacts, text: SheetText): string[] {
  if (facts.violations.length === 0) return [text.t('noViolation')];
  return facts.violations.map(({ code, label }) => {
    const words = label === null ? text.t('unknownViolation') : label[text.lang];
    return `${text.t('violation', { code })} · ${words}`;
  });
}

/** True when a label that is shown in this language still waits for a native lawyer. */
export const hasUncheckedLabel = (facts: ExhibitFacts, text: SheetText): boolean =>
  facts.violations.some((violation) => violation.needsNativeCheck.includes(text.lang)) ||
  hasUncheckedGround(facts.burnt, text);

function basisLines({ violations }: ExhibitFacts, text: SheetText): RowLine[] {
  const references = violations.flatMap(({ basis }) =>
    basis.map(({ reference, ground }) => (ground === 'sourced' ? reference : `${reference}*`)),
  );
  const unique = [...new Set(references)];
  if (unique.length === 0) return [];
  const note = unique.some((each) => each.endsWith('*')) ? [line(text.t('unsourced'))] : [];
  return [line(unique.join('; ')), ...note];
}

function originalLines({ source }: ExhibitFacts, text: SheetText): RowLine[] {
  const bytes = text.number(source.bytes);
  const named =
    source.originalName === null
      ? text.t('originalNameless', { bytes })
      : text.t('originalValue', { name: visibleText(source.originalName), bytes });
  return [line(named), { text: `SHA-256 ${grouped(source.sha256)}`, mono: true }];
}

function spanRows(facts: ExhibitFacts, context: RowContext): FactRow[] {
  const { t } = context.text;
  const { timeBase } = facts.evidence;
  if (facts.in !== null && facts.out !== null && timeBase !== null) {
    const wallClock = wallClockTexts(facts, context.text).map(line);
    return [
      ...(wallClock.length === 0 ? [] : [{ label: t('row.wallClock'), lines: wallClock }]),
      { label: t('row.position'), lines: [line(positionText(facts.in.pts, facts.out.pts, timeBase, context))] },
      { label: t('row.frames'), lines: [line(framesText(facts.in, facts.out, timeBase, facts, context.text))] },
    ];
  }
  return pageRows(facts, context.text);
}

function positionText(first: number, last: number, timeBase: TimeBase, { text, firstPts }: RowContext): string {
  const from = ptsText(first - (firstPts ?? 0), timeBase);
  return text.t('positionValue', { from, to: ptsText(last - (firstPts ?? 0), timeBase) });
}

type Ref = { readonly n: number; readonly pts: number };

function framesText(first: Ref, last: Ref, [num, den]: TimeBase, facts: ExhibitFacts, text: SheetText): string {
  const values = {
    first: text.number(first.n),
    last: text.number(last.n),
    count: text.number(last.n - first.n + 1),
    firstPts: text.number(first.pts),
    lastPts: text.number(last.pts),
    timeBase: `${num}/${den}`,
  };
  const sentences = [`${text.t(first.n === last.n ? 'frameValue' : 'framesValue', values)}.`, text.t('framesCounted')];
  if (facts.evidence.variableFrameRate === true) sentences.push(text.t('variableRate'));
  return sentences.join(' ');
}

function pageRows({ mark, evidence }: ExhibitFacts, text: SheetText): FactRow[] {
  if (mark.page === null) return [];
  const pages = text.number(evidence.pages ?? 1);
  const page: FactRow = {
    label: text.t(evidence.kind === 'image' ? 'row.image' : 'row.page'),
    lines: [line(text.t('pageValue', { page: text.number(mark.page), pages }))],
  };
  if (mark.region === null) return [page];
  const { x, y, width, height } = mark.region;
  const region = { x: text.share(x), y: text.share(y), width: text.share(width), height: text.share(height) };
  return [page, { label: text.t('row.region'), lines: [line(text.t('regionValue', region))] }];
}

/** What nobody may overlook: that the gate would have held an exhibit back, and that it does not show everything. */
export function stampsOf({ missing, burnt }: ExhibitFacts, text: SheetText): string[] {
  const fields = missing.map((field) => text.t(`field.${field}`)).join(', ');
  return [
    ...(missing.length === 0 ? [] : [text.t('incompleteWhy', { fields })]),
    ...((burnt?.redactions.length ?? 0) === 0 ? [] : [text.t('redaction.stamp')]),
  ];
}
