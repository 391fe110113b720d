import type { LedgerHead } from '../../../../../shared/custody.ts';
import type { Profile } from '../../../../../shared/exhibit.ts';
import { headShort } from '../../../../../shared/ledger-head.ts';
import type { Codebook } from '../../../../../shared/violation.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import { labelOf } from '../schema/presented-schema.ts';
import {
  factRows,
  hasUncheckedLabel,
  type RowContext,
  signatureText,
  stampsOf,
  violationTexts,
} from './exhibit-rows.ts';
import { add, draw, finish, INK, need, newPdf, type Pdf, type PdfOptions, type Structure } from './pdf-document.ts';
import { drawRows } from './pdf-rows.ts';
import { groupStarting, writtenTexts } from './presented-rows.ts';
import { drawStamp } from './sheet-pdf.ts';
import { grouped, type SheetText } from './sheet-text.ts';
import type { ToolVersions } from './tool-versions.ts';

export interface ListedExhibit {
  readonly facts: ExhibitFacts;
  readonly firstPts: number | null;
}

export interface ListInput {
  readonly resourcesDir: string;
  readonly versions: ToolVersions;
  readonly text: SheetText;
  readonly profile: Profile;
  readonly fingerprint: string;
  readonly libraryTitle: string | null;
  readonly head: LedgerHead;
  readonly volume?: BundleDocument['volume'];
  readonly withdrawn?: BundleDocument['withdrawn'];
  readonly codebook: Codebook;
  readonly madeAt: Date;
  readonly exhibits: readonly ListedExhibit[];
}

/** The numbered list of all exhibits with source, place, time, frames, violation, legal basis and hashes. */
export async function exhibitListPdf(input: ListInput): Promise<Uint8Array> {
  const { text, exhibits } = input;
  const { t } = text;
  const options: PdfOptions = {
    resourcesDir: input.resourcesDir,
    versions: input.versions,
    lang: text.lang,
    title: t('listTitle'),
    date: input.madeAt,
    header: t('listTitle'),
    footer: (page, pages) => `${t('listTitle')} · ${t('page', { page, pages })}`,
  };
  const doc = newPdf(options);
  const root = doc.struct('Document');
  doc.addStructure(root);
  drawHead(doc, root, input);
  for (const [at, exhibit] of exhibits.entries()) {
    const group = groupStarting(
      exhibits.map(({ facts }) => facts),
      at,
    );
    if (group !== null) drawSection(doc, root, group);
    drawExhibit(doc, root, exhibit, input);
  }
  drawWithdrawn(doc, root, input);
  drawAbbreviations(doc, root, input);
  root.end();
  return (await finish(doc, options)).pdf;
}

function drawSection(doc: Pdf, root: Structure, title: string): void {
  need(doc, 190);
  doc.y += 22;
  add(doc, root, 'H2', () => draw(doc, title, { font: 'semibold', size: 15 }));
}

/** A gap in the numbers is said, so that nobody looks for what is missing. */
function drawWithdrawn(doc: Pdf, root: Structure, { withdrawn = [], text }: ListInput): void {
  if (withdrawn.length === 0) return;
  drawSection(doc, root, text.t('withdrawn.title'));
  add(doc, root, 'P', () => draw(doc, text.t('withdrawn.text'), { size: 9.5, color: INK.dim }));
  for (const { label } of withdrawn) {
    add(doc, root, 'P', () => draw(doc, text.t('withdrawn.entry', { number: label }), { size: 9.5 }));
  }
}

function drawHead(doc: Pdf, root: Structure, input: ListInput): void {
  const { text, exhibits, codebook } = input;
  add(doc, root, 'H1', () => draw(doc, text.t('listTitle'), { font: 'semibold', size: 18 }));
  const lines = [
    ...(input.libraryTitle === null ? [] : [input.libraryTitle]),
    text.t(`list.profile.${input.profile}`),
    ...(input.volume === undefined
      ? []
      : [text.t('volume.of', { number: input.volume.number, count: input.volume.count }), text.t('volume.each')]),
    text.t('list.count', { count: text.number(exhibits.length) }),
    text.t('list.made', { time: text.instant(input.madeAt.toISOString()) }),
    text.t('list.codebook', { title: codebook.title[text.lang], id: codebook.id, version: codebook.version }),
    signatureText(input.fingerprint, text),
    text.t('list.head', { short: headShort(input.head), root: grouped(input.head.root ?? input.head.hash) }),
    ...(input.profile === 'public' ? [text.t('withheld')] : []),
    ...(exhibits.some(({ facts }) => hasUncheckedLabel(facts, text)) ? [text.t('unchecked')] : []),
  ];
  for (const each of lines) add(doc, root, 'P', () => draw(doc, each, { size: 9.5, color: INK.dim }));
  const count = exhibits.filter(({ facts }) => facts.missing.length > 0).length;
  if (count > 0) drawStamp(doc, root, text.t('incompleteBundle', { count: text.number(count) }));
}

function drawExhibit(doc: Pdf, root: Structure, { facts, firstPts }: ListedExhibit, input: ListInput): void {
  const { text, profile } = input;
  const context: RowContext = { text, profile, firstPts };
  need(doc, 150);
  doc.y += 20;
  const heading = `${labelOf(facts)} · ${facts.title}`;
  add(doc, root, 'H2', () => draw(doc, heading, { font: 'semibold', size: 12.5 }));
  for (const each of violationTexts(facts, text)) {
    add(doc, root, 'P', () => draw(doc, each, { size: 9.5, color: INK.dim }));
  }
  for (const each of writtenTexts(facts, text)) {
    add(doc, root, 'P', () =>
      draw(doc, each.text, { size: each.quiet ? 8.5 : 9.5, color: each.quiet ? INK.dim : INK.text }),
    );
  }
  for (const stamp of stampsOf(facts, text)) drawStamp(doc, root, stamp);
  doc.y += 6;
  drawRows(doc, root, factRows(facts, context), { size: 8.5 });
}

/** The codebook's own abbreviations, as far as the legal bases above use them. */
function drawAbbreviations(doc: Pdf, root: Structure, { exhibits, codebook }: ListInput): void {
  const references = exhibits.flatMap(({ facts }) => facts.violations.flatMap(({ basis }) => basis));
  const used = Object.entries(codebook.abbreviations).filter(([short]) =>
    references.some(({ reference }) => reference.startsWith(`${short} `)),
  );
  if (used.length === 0) return;
  need(doc, 60);
  doc.y += 20;
  for (const [short, long] of used) {
    add(doc, root, 'P', () => draw(doc, `${short}: ${long}`, { size: 8, color: INK.dim }));
  }
}
