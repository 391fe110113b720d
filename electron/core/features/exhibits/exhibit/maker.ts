import type { BurnIn } from '../../../../../shared/burn-in.ts';
import type { Profile } from '../../../../../shared/exhibit.ts';
import type { Language } from '../../../../../shared/violation.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { loadSheetText, type SheetText } from '../print/sheet-text.ts';
import { type ToolVersions, toolVersions } from '../print/tool-versions.ts';

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
