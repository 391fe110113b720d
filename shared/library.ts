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
  /** Its files and its database are enciphered under a passphrase. */
  readonly sealed: boolean;
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
  /** Of a sealed library only the folder's name: its title is not kept outside it. */
  readonly title: string;
  readonly sealed: boolean;
  readonly openedAt: string;
  /** False when the folder is not there now, as with a removed disk. */
  readonly present: boolean;
}

/** Characters that the passphrase of a sealed library needs, and may have at most. */
export const PASSPHRASE_LENGTH = { least: 8, most: 1024 } as const;

/** What a person set for this machine; kept outside every library and without anything about a case. */
export const Settings = z.object({
  theme: z.enum(['auto', 'dark', 'light']).default('auto'),
  language: Language.default('en'),
  /** Minutes without a key or a movement after which a sealed library is locked; 0 for never. */
  lockAfterMinutes: z.int().min(0).max(240).default(15),
});
export type Settings = z.infer<typeof Settings>;

/** What a person changes; a field left out stays. (`Settings.partial()` would put defaults in its place.) */
export const SettingsChange = z.object({
  theme: Settings.shape.theme.removeDefault().optional(),
  language: Settings.shape.language.removeDefault().optional(),
  lockAfterMinutes: Settings.shape.lockAfterMinutes.removeDefault().optional(),
});

export interface AppState {
  readonly version: string;
  readonly open: LibraryInfo | null;
  /** A sealed library that waits for its passphrase; null while one is open or none was chosen. */
  readonly locked: { readonly path: string } | null;
  readonly recent: readonly RecentLibrary[];
  readonly settings: Settings;
  /** Folder that new libraries are offered in. */
  readonly homeFolder: string;
  /** What is missing on this machine and what to do about it; null when video can be worked on. */
  readonly ffmpegProblem: string | null;
  readonly ffmpegVersion: string | null;
  /** Limits that this system does not hold decoders to, as sentences; empty where it holds them to all. */
  readonly missingGuards: readonly string[];
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
