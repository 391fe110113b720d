import * as z from 'zod';
import { Language } from './violation.ts';

/**
 * A folder on which what was written may be lost or torn without a word: a disk of another machine, whose locks and
 * fsync may mean little, or a file system without a journal, whose renames are not whole (FAT, exFAT).
 */
export type FolderRisk = 'network' | 'no-journal';

export interface LibraryInfo {
  readonly id: string;
  readonly title: string;
  /** Absolute path of the library's folder. */
  readonly path: string;
  readonly schemaVersion: number;
  readonly operator: string;
  readonly createdAt: string;
  readonly items: number;
  readonly bytes: number;
  readonly lastVerified: { readonly at: string; readonly ok: boolean } | null;
  /** Null also where the system does not tell. */
  readonly folderRisk: FolderRisk | null;
}

export interface RecentLibrary {
  readonly path: string;
  readonly title: string;
  readonly openedAt: string;
  /** False when the folder is not there now, as with a removed disk. */
  readonly present: boolean;
}

/** What a person set for this machine; kept outside every library and without anything about a case. */
export const Settings = z.object({
  theme: z.enum(['auto', 'dark', 'light']).default('auto'),
  language: Language.default('en'),
});
export type Settings = z.infer<typeof Settings>;

/** What a person changes; a field left out stays. (`Settings.partial()` would put defaults in its place.) */
export const SettingsChange = z.object({
  theme: Settings.shape.theme.removeDefault().optional(),
  language: Settings.shape.language.removeDefault().optional(),
});

export interface AppState {
  readonly version: string;
  readonly open: LibraryInfo | null;
  readonly recent: readonly RecentLibrary[];
  readonly settings: Settings;
  /** Folder that new libraries are offered in. */
  readonly homeFolder: string;
  /** What is missing on this machine and what to do about it; null when video can be worked on. */
  readonly ffmpegProblem: string | null;
  readonly ffmpegVersion: string | null;
}

/** One level of the folder chooser that hosts without a native one use. */
export interface FolderListing {
  readonly path: string;
  readonly parent: string | null;
  readonly folders: readonly {
    readonly name: string;
    readonly path: string;
    readonly isLibrary: boolean;
  }[];
}
