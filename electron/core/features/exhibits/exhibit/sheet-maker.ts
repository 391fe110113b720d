import type { BurnIn } from '../../../../../shared/burn-in.ts';
import type { PresentedExhibit, Profile } from '../../../../../shared/exhibit.ts';
import type { Language } from '../../../../../shared/violation.ts';
import type { ContentHashes } from '../bundle/printed-hash.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { cellPicture } from '../presented/cell-beside.ts';
import { presentedFacts } from '../presented/presented-facts.ts';
import { sheetPdf } from '../print/sheet-pdf.ts';
import { loadSheetText, type SheetText } from '../print/sheet-text.ts';
import { type ToolVersions, toolVersions } from '../print/tool-versions.ts';
import { courseRecord } from './course-record.ts';
import { type ExhibitPictures, exhibitPictures, type PictureTools } from './exhibit-pictures.ts';
import { type ExhibitFacts, exhibitFacts } from './exhibit-record.ts';

/** What one bundle, or one preview, is made with. */
export interface Maker {
  readonly profile: Profile;
  readonly text: SheetText;
  readonly versions: ToolVersions;
  readonly fingerprint: string;
  /** What clips tell of their pictures; nothing where it is absent. */
  readonly burnIn?: BurnIn;
  /** Whether every exhibit has a plate of its own. */
  readonly slate?: boolean;
}

export function makerOf(deps: ExhibitDeps, profile: Profile, lang: Language): Maker {
  return {
    profile,
    text: loadSheetText(deps.resourcesDir, lang),
    versions: toolVersions(deps.resourcesDir, deps.media.ffmpegVersion),
    fingerprint: deps.custody.key().fingerprint,
  };
}

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
  const course = courseRecord(await deps.continuity.report(exhibit.evidence.id), exhibit, profile);
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
    context: { text, profile, fingerprint, firstPts },
    pictures: forSheet,
    hashes,
  });
}
