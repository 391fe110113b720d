import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import { unwatched } from '../../../progress.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { cellPicture } from '../presented/cell-beside.ts';
import { presentedFacts } from '../presented/presented-facts.ts';
import type { ContentHashes } from '../print/printed-hash.ts';
import { sheetPdf } from '../print/sheet-pdf.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import { courseRecord } from './course-record.ts';
import { type ExhibitPictures, exhibitPictures } from './exhibit-pictures.ts';
import { exhibitFacts } from './exhibit-record.ts';
import type { Maker } from './maker.ts';
import type { PictureTools } from './picture-file.ts';

/** What a sheet is drawn from. Its pictures are small; the files they were made from are not kept. */
export interface SheetContent {
  readonly facts: ExhibitFacts;
  readonly forSheet: ExhibitPictures['forSheet'];
  readonly firstPts: number | null;
}

export interface SheetRequest extends Pick<PictureTools, 'burning' | 'stills' | 'signal'> {
  readonly exhibit: PresentedExhibit;
  readonly maker: Maker;
}

/** Makes an exhibit's pictures and gathers what its sheet states. */
export async function sheetContent(
  deps: ExhibitDeps,
  { exhibit, maker: { text, versions, profile }, burning, stills, signal }: SheetRequest,
): Promise<{ content: SheetContent; files: ExhibitPictures['files'] }> {
  const report = await deps.continuity.report(exhibit.evidence.id, { ...unwatched, signal });
  const course = courseRecord(report, exhibit, profile);
  const presented = await presentedFacts(deps, exhibit, { lang: text.lang, profile }, signal);
  const own = exhibitFacts(
    exhibit,
    profile,
    {
      findPlace: (code) => deps.places.find(code),
      findViolation: (code) => deps.codebook.find(code),
      keptClockWords: text.keptClockWords,
    },
    { burnt: burning?.record ?? null, course },
  );
  const facts: ExhibitFacts = { ...own, ...presented };
  const how = { media: deps.media, resourcesDir: deps.resourcesDir, versions, text, signal, burning, stills };
  const { files, forSheet, firstPts } = await exhibitPictures(exhibit, how);
  const [still] = files;
  if (facts.cell === undefined || 'omitted' in facts.cell || still === undefined) {
    return { content: { facts, forSheet, firstPts }, files };
  }
  const cell = await cellPicture(exhibit, facts.cell, still.png, how);
  return { content: { facts, forSheet: [...forSheet, cell.forSheet], firstPts }, files: [...files, cell.file] };
}

/** Draws a sheet. The preview and the export come through here, so that they differ in nothing but the hashes. */
export function drawSheet(
  deps: Pick<ExhibitDeps, 'resourcesDir'>,
  { facts, forSheet, firstPts }: SheetContent,
  { text, versions, profile, fingerprint }: Maker,
  hashes: ContentHashes | null,
): Promise<{ pdf: Uint8Array; pages: number }> {
  return sheetPdf({
    resourcesDir: deps.resourcesDir,
    versions,
    facts,
    context: { text, profile, firstPts },
    fingerprint,
    pictures: forSheet,
    hashes,
  });
}
