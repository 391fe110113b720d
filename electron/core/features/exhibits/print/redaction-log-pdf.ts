import type { RedactionLog, RedactionLogEntry } from '../schema/redaction-log-schema.ts';
import type { FactRow } from './fact-row.ts';
import { add, draw, finish, INK, need, newPdf, type PdfOptions } from './pdf-document.ts';
import { drawRows } from './pdf-rows.ts';
import { basisText } from './redaction-rows.ts';
import type { SheetText } from './sheet-text.ts';
import type { ToolVersions } from './tool-versions.ts';

export interface RedactionLogPdfInput {
  readonly resourcesDir: string;
  readonly versions: ToolVersions;
  readonly text: SheetText;
  readonly log: RedactionLog;
  readonly madeAt: Date;
}

/** The redaction log as paper. */
export async function redactionLogPdf(input: RedactionLogPdfInput): Promise<Uint8Array> {
  const { text, log } = input;
  const { t } = text;
  const title = t('redactionLog.title');
  const options: PdfOptions = {
    ...{ resourcesDir: input.resourcesDir, versions: input.versions, lang: text.lang, title },
    ...{ date: input.madeAt, header: title },
    footer: (page, pages) => `${title} · ${t('page', { page, pages })}`,
  };
  const doc = newPdf(options);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const line = (type: string, words: string, size: number, more = {}) =>
    add(doc, root, type, () => draw(doc, words, { size, ...more }));
  line('H1', title, 18, { font: 'semibold' });
  line('P', t('list.made', { time: text.instant(input.madeAt.toISOString()) }), 9.5, { color: INK.dim });
  doc.y += 8;
  line('P', t('redactionLog.intro'), 10);
  doc.y += 6;
  const { redactions, exhibits } = log.total;
  line('P', t('redactionLog.total', { redactions: text.number(redactions), exhibits: text.number(exhibits) }), 10);
  for (const exhibit of log.exhibits) {
    need(doc, 110);
    doc.y += 14;
    line('H2', t('exhibit', { number: exhibit.label }), 11, { font: 'semibold' });
    doc.y += 2;
    drawRows(doc, root, rowsOf(exhibit, text), { size: 9 });
  }
  if (hasUnsourced(log)) {
    doc.y += 8;
    line('P', t('unsourced'), 8.5, { color: INK.dim });
  }
  if (hasUnchecked(log, text)) {
    doc.y += 8;
    line('P', t('unchecked'), 8.5, { color: INK.dim });
  }
  root.end();
  return (await finish(doc, options)).pdf;
}

function rowsOf({ entries, sound }: RedactionLog['exhibits'][number], text: SheetText): FactRow[] {
  const hidden =
    entries.length === 0 ? [{ text: text.t('redactionLog.nothing') }] : entries.map((each) => entryLine(each, text));
  return [
    { label: text.t('row.redacted'), lines: hidden },
    { label: text.t('redactionLog.sound'), lines: [{ text: text.t(`redactionLog.soundState.${sound}`) }] },
  ];
}

function entryLine(entry: RedactionLogEntry, text: SheetText) {
  const values = {
    kind: text.t(`redaction.kind.${entry.kind}`),
    count: text.number(entry.redactions),
    extent:
      entry.frames === 0
        ? text.t('redactionLog.onPage')
        : text.t('redactionLog.extent', { frames: text.number(entry.frames), seconds: String(entry.seconds) }),
    reason: entry.reason.label?.[text.lang] ?? entry.reason.code,
    basis: basisText(entry.basis, text),
  };
  return { text: text.t('redactionLog.entry', values) };
}

const hasUnsourced = ({ exhibits }: RedactionLog): boolean =>
  exhibits.some(({ entries }) => entries.some(({ basis }) => basis.ground !== 'sourced'));

const hasUnchecked = ({ exhibits }: RedactionLog, { lang }: SheetText): boolean =>
  exhibits.some(({ entries }) =>
    entries.some(({ reason, basis }) =>
      [reason, basis].some(({ needsNativeCheck }) => needsNativeCheck.includes(lang)),
    ),
  );
