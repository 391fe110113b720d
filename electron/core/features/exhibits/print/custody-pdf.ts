import { headShort } from '../../../../../shared/ledger-head.ts';
import type { CustodyDocument } from '../schema/custody-schema.ts';
import type { FactRow } from './fact-row.ts';
import { add, draw, finish, INK, need, newPdf, type PdfOptions } from './pdf-document.ts';
import { drawRows } from './pdf-rows.ts';
import { grouped, type SheetText } from './sheet-text.ts';
import type { ToolVersions } from './tool-versions.ts';

export interface CustodyPdfInput {
  readonly resourcesDir: string;
  readonly versions: ToolVersions;
  readonly text: SheetText;
  readonly custody: CustodyDocument;
  readonly fingerprint: string;
  readonly madeAt: Date;
}

type Entry = CustodyDocument['entries'][number];

/** The custody record as paper: the chain's head to compare with, and every entry that concerns the exhibits. */
export async function custodyPdf(input: CustodyPdfInput): Promise<Uint8Array> {
  const { text, custody } = input;
  const { t } = text;
  const options: PdfOptions = {
    resourcesDir: input.resourcesDir,
    versions: input.versions,
    lang: text.lang,
    title: t('custodyTitle'),
    date: input.madeAt,
    header: t('custodyTitle'),
    footer: (page, pages) => `${t('custodyTitle')} · ${t('page', { page, pages })}`,
  };
  const doc = newPdf(options);
  const root = doc.struct('Document');
  doc.addStructure(root);
  add(doc, root, 'H1', () => draw(doc, t('custodyTitle'), { font: 'semibold', size: 18 }));
  add(doc, root, 'P', () =>
    draw(doc, t('list.made', { time: text.instant(input.madeAt.toISOString()) }), { size: 9.5, color: INK.dim }),
  );
  doc.y += 6;
  add(doc, root, 'P', () => draw(doc, t('custody.head'), { size: 10 }));
  doc.y += 6;
  drawRows(doc, root, headRows(input), { size: 9.5 });
  const told = custody.entries.filter((entry) => entry.withheld !== true);
  const left = custody.entries.length - told.length;
  if (left > 0) {
    doc.y += 8;
    add(doc, root, 'P', () => draw(doc, t('custody.withheld', { count: text.number(left) }), { size: 9.5 }));
  }
  for (const entry of told) {
    need(doc, 120);
    doc.y += 14;
    const heading = t('custody.entry', { seq: text.number(entry.seq) });
    add(doc, root, 'H2', () => draw(doc, heading, { font: 'semibold', size: 10.5 }));
    doc.y += 2;
    drawRows(doc, root, entryRows(entry, text), { size: 8.5 });
  }
  root.end();
  return (await finish(doc, options)).pdf;
}

function headRows({ text, custody, fingerprint }: CustodyPdfInput): FactRow[] {
  return [
    { label: text.t('custody.count'), lines: [{ text: text.number(custody.head.count) }] },
    { label: text.t('custody.hash'), lines: [{ text: grouped(custody.head.hash), mono: true }] },
    ...rootRows(text, custody.head),
    { label: text.t('custody.key'), lines: [{ text: fingerprint, mono: true }] },
  ];
}

function rootRows(text: SheetText, { count, hash, root }: CustodyDocument['head']): FactRow[] {
  if (root === null || root === undefined) return [];
  return [
    { label: text.t('custody.root'), lines: [{ text: grouped(root), mono: true }] },
    { label: text.t('custody.short'), lines: [{ text: headShort({ count, hash, root }), mono: true }] },
  ];
}

function entryRows(entry: Entry, text: SheetText): FactRow[] {
  const plain = (key: string, value: string | null): FactRow[] =>
    value === null ? [] : [{ label: text.t(`custody.${key}`), lines: [{ text: value }] }];
  const details = Object.keys(entry.details).length === 0 ? null : JSON.stringify(entry.details);
  return [
    ...plain('at', entry.at === null ? null : text.instant(entry.at)),
    ...plain('operator', entry.operator),
    ...plain('action', entry.action),
    ...plain('subject', entry.subject),
    ...plain('details', details),
    { label: text.t('custody.hashRow'), lines: [{ text: grouped(entry.hash), mono: true }] },
  ];
}
