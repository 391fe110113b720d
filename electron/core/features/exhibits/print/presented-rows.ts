import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import type { ContextSide } from '../schema/presented-schema.ts';
import { cellCaption } from './cell-caption.ts';
import type { FactRow } from './fact-row.ts';
import type { SheetText } from './sheet-text.ts';

/** A paragraph of an exhibit's own words; quiet ones say something about them. */
export interface WrittenText {
  readonly text: string;
  readonly quiet: boolean;
}

/** Caption and narrative; where one is in another language than the bundle, that is said before it. */
export function writtenTexts(
  { caption, narrative }: Pick<ExhibitFacts, 'caption' | 'narrative'>,
  text: SheetText,
): WrittenText[] {
  return [caption, narrative].flatMap((written) => {
    if (written === undefined) return [];
    const own = { text: written.text, quiet: false };
    if (written.lang === text.lang) return [own];
    return [{ text: text.t(`written.${written.lang}`), quiet: true }, own];
  });
}

/** What surrounds the exhibit and what is beside it, and where that was left out, why. */
export function presentedRows({ context, beside, cell }: ExhibitFacts, text: SheetText): FactRow[] {
  const sides = (['before', 'after'] as const).flatMap((side) => {
    const stated = context?.[side];
    return stated === undefined ? [] : [{ text: contextText(side, stated, text) }];
  });
  return [
    ...(sides.length === 0
      ? []
      : [{ label: text.t('row.context'), lines: [...sides, { text: text.t('context.what') }] }]),
    ...(beside === undefined
      ? []
      : [{ label: text.t('row.beside'), lines: besideTexts(beside, text).map((each) => ({ text: each })) }]),
    ...(cell === undefined
      ? []
      : [{ label: text.t('row.cell'), lines: cellTexts(cell, text).map((each) => ({ text: each })) }]),
  ];
}

function contextText(side: 'before' | 'after', stated: ContextSide, text: SheetText): string {
  if ('omitted' in stated) return text.t(`context.${side}Omitted`, { why: text.t(`omitted.${stated.omitted}`) });
  return text.t(`context.${side}`, {
    ...{ first: text.number(stated.in.n), last: text.number(stated.out.n) },
    ...{ firstPts: text.number(stated.in.pts), lastPts: text.number(stated.out.pts) },
    count: text.number(stated.frameMd5.length),
  });
}

function besideTexts(beside: NonNullable<ExhibitFacts['beside']>, text: SheetText): string[] {
  if ('omitted' in beside) return [text.t('beside.omitted', { why: text.t(`omitted.${beside.omitted}`) })];
  const { companion, frames, zone, assumed } = beside;
  const name = companion.originalName ?? `SHA-256 ${companion.sha256.slice(0, 16)}`;
  const shown = frames.filter((frame) => frame !== null).length;
  const values = {
    ...{ name, first: text.number(beside.in.n), last: text.number(beside.out.n) },
    ...{ shown: text.number(shown), count: text.number(frames.length) },
  };
  return [
    text.t('beside.value', values),
    text.t('beside.sound'),
    zone === null ? text.t('beside.noZone') : text.t('beside.zone', { zone }),
    ...(assumed.includes(true) ? [text.t('beside.assumed')] : []),
  ];
}

function cellTexts(cell: NonNullable<ExhibitFacts['cell']>, text: SheetText): string[] {
  if ('omitted' in cell) return [text.t('beside.omitted', { why: text.t(`omitted.${cell.omitted}`) })];
  return [cellCaption(cell, text), `SHA-256 ${cell.source.sha256}`];
}

/** Title of the section that begins with the exhibit at `at`, in a list that is in order of its sections. */
export function groupStarting(exhibits: readonly Pick<ExhibitFacts, 'group'>[], at: number): string | null {
  const group = exhibits[at]?.group ?? null;
  return group === (exhibits[at - 1]?.group ?? null) ? null : group;
}
