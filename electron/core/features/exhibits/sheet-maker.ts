import type { Exhibit, Profile } from '../../../../shared/exhibit.ts';
import type { Language } from '../../../../shared/violation.ts';
import type { ExhibitBurning } from './exhibit-burning.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { type ExhibitPictures, exhibitPictures } from './exhibit-pictures.ts';
import { type ExhibitFacts, exhibitFacts } from './exhibit-record.ts';
import { sheetPdf } from './sheet-pdf.ts';
import { loadSheetText, type SheetText } from './sheet-text.ts';
import { type ToolVersions, toolVersions } from './tool-versions.ts';

/** What one bundle, or one preview, is made with. */
export interface Maker {
  readonly profile: Profile;
  readonly text: SheetText;
  readonly versions: ToolVersions;
  readonly fingerprint: string;
}

export function makerOf(deps: ExhibitDeps, profile: Profile, lang: Language): Maker {
  return {
    profile,
    text: loadSheetText(deps.resourcesDir, lang),
    versions: toolVersions(deps.resourcesDir, deps.media.ffmpegVersion),
    fingerprint: deps.custody.key().fingerprint,
  };
}

export interface MadeSheet {
  readonly facts: ExhibitFacts;
  readonly pictures: ExhibitPictures;
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/** Makes an exhibit's pictures and its sheet. The preview and the export come through here, so they are the same. */
export async function makeSheet(
  deps: ExhibitDeps,
  exhibit: Exhibit,
  burning: ExhibitBurning | null,
  maker: Maker,
  signal: AbortSignal,
): Promise<MadeSheet> {
  const facts = exhibitFacts(
    exhibit,
    maker.profile,
    { findPlace: (code) => deps.places.find(code), findViolation: (code) => deps.codebook.find(code) },
    burning?.record,
  );
  const { text, versions, profile, fingerprint } = maker;
  const pictures = await exhibitPictures(exhibit, { media: deps.media, versions, text, signal, burning });
  const sheet = await sheetPdf({
    resourcesDir: deps.resourcesDir,
    versions,
    facts,
    context: { text, profile, fingerprint, firstPts: pictures.firstPts },
    pictures: pictures.forSheet,
  });
  return { facts, pictures, ...sheet };
}
