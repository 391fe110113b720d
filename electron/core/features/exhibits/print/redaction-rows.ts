import type { BurntRecord, RedactionRecord } from '../schema/burnt-schema.ts';
import type { SheetText } from './sheet-text.ts';

/** One sentence for each thing that an exhibit hides: how, where, why and on what basis. */
export function redactionTexts(burnt: BurntRecord | undefined, text: SheetText): string[] {
  if (burnt === undefined || burnt.redactions.length === 0) return [];
  const lines = burnt.redactions.map((one) => {
    const where =
      [framesText(one, text), placeText(one, text)].filter((part) => part !== '').join(', ') ||
      text.t('redaction.unplaced');
    return text.t('redaction.value', {
      kind: text.t(`redaction.kind.${one.kind}`),
      where,
      reason: labelOf(one.reason, text),
      basis: basisText(one.basis, text),
    });
  });
  const unsourced = burnt.redactions.some(({ basis }) => basis.ground !== 'sourced');
  return unsourced ? [...lines, text.t('unsourced')] : lines;
}

/** What is drawn over the pictures and no part of the recording. */
export const drawnTexts = (burnt: BurntRecord | undefined, text: SheetText): string[] =>
  burnt === undefined || burnt.notes === 0 ? [] : [text.t('redaction.drawn', { count: text.number(burnt.notes) })];

/** True when a word that is shown in this language still waits for a native lawyer. */
export const hasUncheckedGround = (burnt: BurntRecord | undefined, text: SheetText): boolean =>
  (burnt?.redactions ?? []).some(({ reason, basis }) =>
    [reason, basis].some(({ needsNativeCheck }) => needsNativeCheck.includes(text.lang)),
  );

/** What a basis is called and refers to; with an asterisk unless a source was read. */
export function basisText(basis: RedactionRecord['basis'], text: SheetText): string {
  const { reference, ground } = basis;
  const words = reference === null || typeof reference === 'string' ? reference : reference[text.lang];
  const whole = [labelOf(basis, text), words].filter((part) => part !== null).join(': ');
  return ground === 'sourced' ? whole : `${whole}*`;
}

const labelOf = ({ code, label }: RedactionRecord['reason'], { lang }: SheetText): string => label?.[lang] ?? code;

function framesText({ frames }: RedactionRecord, text: SheetText): string {
  if (frames === null) return '';
  return text.t('redaction.frames', {
    first: text.number(frames.from.n),
    last: text.number(frames.to.n),
    firstPts: text.number(frames.from.pts),
    lastPts: text.number(frames.to.pts),
  });
}

function placeText({ regions }: RedactionRecord, text: SheetText): string {
  const [first] = regions;
  if (first === undefined) return '';
  const { x, y, width, height } = first;
  const place = text.t('regionValue', {
    ...{ x: text.share(x), y: text.share(y), width: text.share(width), height: text.share(height) },
  });
  return regions.length > 1 ? text.t('redaction.moving', { place }) : place;
}
