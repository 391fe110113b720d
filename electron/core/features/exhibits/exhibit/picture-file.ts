import type { MadeClip, Media } from '../../../media/media.ts';
import type { SheetText } from '../print/sheet-text.ts';
import type { ToolVersions } from '../print/tool-versions.ts';
import type { FileRole, Recipe } from '../schema/bundle-schema.ts';
import type { ExhibitBurning } from './exhibit-burning.ts';

/** A picture file of an exhibit, before it is written. */
export interface PictureFile {
  readonly name: string;
  readonly role: FileRole;
  readonly png: Uint8Array;
  readonly recipe: Recipe;
}

/** What an exhibit's pictures are made with. */
export interface PictureTools {
  readonly media: Media;
  readonly versions: ToolVersions;
  readonly text: SheetText;
  readonly signal: AbortSignal;
  readonly burning: ExhibitBurning | null;
  readonly resourcesDir: string;
  /** Those that the making of the clip has given already. */
  readonly stills: MadeClip['stills'];
}
