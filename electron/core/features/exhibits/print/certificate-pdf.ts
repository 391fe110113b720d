import type { LedgerHead } from '../../../../../shared/custody.ts';
import { headShort } from '../../../../../shared/ledger-head.ts';
import { lonelyOriginals } from '../bundle/bundle-originals.ts';
import type { BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';
import type { FactRow } from './fact-row.ts';
import {
  add,
  artifact,
  CONTENT_WIDTH,
  draw,
  finish,
  heightOf,
  INK,
  need,
  newPdf,
  PAGE,
  type Pdf,
  type PdfOptions,
  type Structure,
} from './pdf-document.ts';
import { drawRows } from './pdf-rows.ts';
import { grouped, type SheetText } from './sheet-text.ts';
import type { ToolVersions } from './tool-versions.ts';

export interface CertificateInput {
  readonly resourcesDir: string;
  readonly versions: ToolVersions;
  readonly text: SheetText;
  readonly bundle: Pick<BundleDocument, 'exhibits' | 'originals' | 'contentsSha256' | 'volume'>;
  readonly fingerprint: string;
  readonly head: LedgerHead;
  /** Who made the bundle; null in the public profile. */
  readonly operator: string | null;
  readonly madeAt: Date;
}

/** Points left free for handwriting above each line, and how many lines each answer gets. */
const LINE = 22;
const BLANKS = {
  matter: 1,
  name: 1,
  position: 1,
  qualification: 2,
  knowledge: 2,
  checks: 2,
  manifest: 2,
  basis: 3,
  notice: 1,
  date: 1,
  signature: 1,
} as const;
const STEPS = ['import', 'check', 'made', 'sealed', 'unknown'] as const;

/**
 * A form for the person who answers for the bundle (FRE 902(13) and (14), and a declaration elsewhere): filled in with
 * what the program recorded itself, with lines for everything that only a person can say. The manifest lists this
 * file, so the hash of the manifest is one of the lines.
 */
export async function certificatePdf(input: CertificateInput): Promise<Uint8Array> {
  const { text } = input;
  const title = text.t('certificate.title');
  const options: PdfOptions = {
    resourcesDir: input.resourcesDir,
    versions: input.versions,
    lang: text.lang,
    title,
    date: input.madeAt,
    header: title,
    footer: (page, pages) => `${title} · ${text.t('page', { page, pages })}`,
  };
  const doc = newPdf(options);
  const root = doc.struct('Document');
  doc.addStructure(root);
  add(doc, root, 'H1', () => draw(doc, title, { font: 'semibold', size: 18 }));
  for (const key of ['purpose', 'draft']) {
    doc.y += 4;
    add(doc, root, 'P', () => draw(doc, text.t(`certificate.${key}`), { size: 9.5, color: INK.dim }));
  }
  heading(doc, root, text.t('certificate.recorded'));
  drawRows(doc, root, recordedRows(input), { size: 9.5 });
  heading(doc, root, text.t('certificate.originals'));
  drawRows(doc, root, originalRows(input), { size: 8.5 });
  heading(doc, root, text.t('certificate.process'));
  for (const step of STEPS) {
    add(doc, root, 'P', () => draw(doc, text.t(`certificate.step.${step}`), { size: 9.5 }));
    doc.y += 4;
  }
  // A signature never stands on another sheet than what it is put under.
  doc.addPage();
  heading(doc, root, text.t('certificate.signer'));
  for (const [key, lines] of Object.entries(BLANKS)) blank(doc, root, text.t(`certificate.blank.${key}`), lines);
  root.end();
  return (await finish(doc, options)).pdf;
}

function heading(doc: Pdf, root: Structure, words: string): void {
  need(doc, 90);
  doc.y += doc.y > PAGE.top ? 16 : 0;
  add(doc, root, 'H2', () => draw(doc, words, { font: 'semibold', size: 12.5 }));
  doc.y += 4;
}

/** A question with room to answer it by hand; both stay on one page. */
function blank(doc: Pdf, root: Structure, words: string, lines: number): void {
  const style = { size: 9.5, color: INK.dim } as const;
  need(doc, heightOf(doc, words, style) + lines * LINE + 10);
  doc.y += 10;
  add(doc, root, 'P', () => draw(doc, words, style));
  artifact(doc, () => {
    for (let n = 0; n < lines; n++) {
      doc.y += LINE;
      doc.moveTo(PAGE.side, doc.y).lineTo(PAGE.side + CONTENT_WIDTH, doc.y);
      doc.lineWidth(0.5).strokeColor(INK.dim).stroke();
    }
  });
}

function recordedRows({ text, bundle, versions, fingerprint, head, operator, madeAt }: CertificateInput): FactRow[] {
  const { t } = text;
  const row = (key: string, value: string, mono = false): FactRow => ({
    label: t(`certificate.row.${key}`),
    lines: [{ text: value, mono }],
  });
  const contents = row('contents', grouped(bundle.contentsSha256 ?? ''), true);
  return [
    row('exhibits', [exhibitsText(bundle.exhibits, text), ...volumeTexts(bundle, text)].join('. ')),
    { ...contents, lines: [...contents.lines, { text: t('certificate.contentsHow') }] },
    row('algorithm', t('certificate.algorithmValue')),
    row('made', text.instant(madeAt.toISOString())),
    ...(operator === null ? [] : [row('maker', operator)]),
    row('head', headShort(head), true),
    row('key', fingerprint, true),
    row('tools', toolsText(versions)),
  ];
}

const volumeTexts = ({ volume }: CertificateInput['bundle'], { t }: SheetText): string[] =>
  volume === undefined ? [] : [t('volume.of', { number: volume.number, count: volume.count })];

const numbersOf = (exhibits: readonly ExhibitDocument[]): string => exhibits.map(labelOf).join(', ');

const exhibitsText = (exhibits: readonly ExhibitDocument[], text: SheetText): string =>
  text.t('certificate.exhibitsValue', { count: text.number(exhibits.length), numbers: numbersOf(exhibits) });

const toolsText = ({ aigaq, ffmpeg, pdfium, pdfkit, sharp }: ToolVersions): string =>
  [`Aigaq ${aigaq}`, ...(ffmpeg === '' ? [] : [ffmpeg]), `pdfium ${pdfium}`, `pdfkit ${pdfkit}`, `sharp ${sharp}`].join(
    '; ',
  );

/** One row for each original, by the exhibits that were made from it; no names, which a person may have chosen. */
function originalRows({ text, bundle }: CertificateInput): FactRow[] {
  const { t } = text;
  const byHash = new Map<string, ExhibitDocument[]>();
  for (const exhibit of bundle.exhibits) {
    byHash.set(exhibit.source.sha256, [...(byHash.get(exhibit.source.sha256) ?? []), exhibit]);
  }
  const alone = lonelyOriginals(bundle).map(({ sha256, bytes, path }) => ({
    label: t('index.original'),
    lines: [
      { text: t('originalNameless', { bytes: text.number(bytes) }) },
      { text: grouped(sha256), mono: true },
      { text: path },
    ],
  }));
  const cited = [...byHash].map(([sha256, exhibits]) => {
    const [first] = exhibits as [ExhibitDocument];
    const copy = bundle.originals.find((each) => each.sha256 === sha256);
    return {
      label: t('certificate.original', { numbers: numbersOf(exhibits) }),
      lines: [
        { text: t('originalNameless', { bytes: text.number(first.source.bytes) }) },
        { text: originalState(first, text) },
        { text: grouped(sha256), mono: true },
        ...(copy === undefined ? [] : [{ text: t('certificate.copied', { path: copy.path }) }]),
      ],
    };
  });
  return [...cited, ...alone];
}

function originalState({ evidence: { importedAt } }: ExhibitDocument, text: SheetText): string {
  if (importedAt === null) return text.t('certificate.originalStateUntimed');
  return text.t('certificate.originalState', { time: text.instant(importedAt) });
}
