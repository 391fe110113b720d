/**
 * The contract between every host and the core: each call with its input schema and output type, each event with its
 * payload. A new call touches this file, one service, one screen and its tests; transports stay as they are.
 */
import * as z from 'zod';
import { Annotations, type MarkAnnotations } from './annotation.ts';
import type { BackupState } from './backup.ts';
import { type CallSpec, call } from './call-spec.ts';
import type { ContinuityReport } from './continuity.ts';
import type {
  ExportedHead,
  HeadComparison,
  Ledger,
  LedgerHead,
  OriginalCheck,
  Timestamp,
  VerifyReport,
} from './custody.ts';
import type { ErrorEnvelope } from './errors.ts';
import { Details, type ImportResult, ImportSource, type Item, type Metadata } from './evidence.ts';
import { ExportOptions, type ExportResult, PicturesWish, type PresentedExhibit, SheetWish } from './exhibit.ts';
import { BundleChange, type BundleState, RecipeChange, WholeRecipe } from './exhibit-recipe.ts';
import type { FrameList, FrameRef } from './frames.ts';
import type { Job } from './job.ts';
import { KeptHead } from './ledger-head.ts';
import { type AppState, type FolderListing, type LibraryInfo, SettingsChange } from './library.ts';
import { type Mark, MarkSpan, MarkText } from './mark.ts';
import { Place } from './place.ts';
import type { Preparation } from './preparation.ts';
import type { RecoveredState, RecoveryReport } from './recovery.ts';
import type { RedactionPack } from './redaction-pack.ts';
import type { SearchResult } from './search.ts';
import type { Codebook } from './violation.ts';

const Nothing = z.object({});
const Id = z.string().min(1).max(100);
const Passphrase = z.string().max(4096);
const Folder = z.object({ dir: z.string().min(1).max(4096) });
/** With the passphrase that a sealed library needs. */
const UnlockedFolder = Folder.extend({ passphrase: Passphrase.optional() });

/** Calls that work without an open library; the workspace answers them. */
export const workspaceApi = {
  'app.state': call<AppState>()(Nothing),
  'app.settings': call<AppState>()(SettingsChange),
  'app.folders': call<FolderListing>()(z.object({ dir: z.string().max(4096).nullable() })),
  'library.create': call<AppState>()(
    Folder.extend({
      title: z.string().trim().min(1).max(300),
      operator: z.string().trim().min(1).max(200),
      /** Seals the library; without one it is plain. */
      passphrase: Passphrase.optional(),
    }),
  ),
  /** Also unlocks a sealed library; it then answers `passphrase_needed` or `passphrase_wrong` where that is so. */
  'library.open': call<AppState>()(UnlockedFolder.extend({ operator: z.string().trim().min(1).max(200).optional() })),
  /** Closes the sealed library that is open and wipes its keys; `library.open` continues. A plain one stays open. */
  'library.lock': call<AppState>()(Nothing),
  /** Puts a sealed library under another passphrase. */
  'library.passphrase': call<AppState>()(Folder.extend({ current: Passphrase, next: Passphrase })),
  'library.close': call<AppState>()(Nothing),
  'library.forget': call<AppState>()(Folder),
  /** What is wrong with the library in `dir` and what it can be brought back from; changes nothing. */
  'library.recovery': call<RecoveryReport>()(UnlockedFolder),
  /** Puts a backup in the place of the database, brings it up to date from the ledger and opens the library. */
  'library.restore': call<RecoveredState>()(UnlockedFolder.extend({ backup: z.string().min(1).max(200) })),
  /** Makes the database anew from originals and ledger and opens the library. */
  'library.rebuild': call<RecoveredState>()(UnlockedFolder),
  /** Makes the sample case in a new folder below `dir` and opens it. Progress comes as `sample` events. */
  'library.sample': call<AppState>()(z.object({ dir: z.string().min(1).max(4096).nullable() })),
} as const;

/** Calls on the open library; the core answers them. */
export const coreApi = {
  'library.info': call<LibraryInfo>()(Nothing),
  'library.operator': call<LibraryInfo>()(z.object({ name: z.string().trim().min(1).max(200) })),

  'backups.state': call<BackupState>()(Nothing),
  /** Backs up at once what changed since the last backup; the answer also says why that failed. */
  'backups.make': call<BackupState>()(Nothing),

  'evidence.import': call<{ batch: string; jobs: Job[] }>()(
    z.object({
      sources: z.array(ImportSource).min(1).max(100_000),
      details: Details.default({}),
    }),
  ),
  'evidence.list': call<Item[]>()(Nothing),
  'evidence.show': call<{ item: Item; metadata: Metadata; marks: Mark[] }>()(z.object({ id: Id })),
  'evidence.set': call<Item[]>()(z.object({ ids: z.array(Id).min(1).max(10_000), details: Details })),
  'evidence.frames': call<FrameList>()(z.object({ id: Id })),
  /**
   * Says what there is for quick review and starts a job for what is missing. `near` is the frame that the reader stands
   * on: its surroundings are made first. `proxy` asks for a proxy of a recording that the browser should decode but does
   * not. News come as `prepared` events.
   */
  'evidence.prepare': call<Preparation>()(
    z.object({ id: Id, near: z.int().min(0).optional(), proxy: z.boolean().default(false) }),
  ),
  /** What the course of a recording shows: gaps, repeated pictures, changes of encoder, missing files of a series. */
  'evidence.continuity': call<ContinuityReport>()(z.object({ id: Id })),
  /** Makes the exact still of one frame; `url` is served by the media handler as PNG. */
  'evidence.still': call<{ frame: FrameRef; url: string; sha256: string }>()(z.object({ id: Id, frame: z.int() })),
  /** Sizes of a document's pages in points of 1/72 inch, or of an image in pixels. */
  'evidence.pages': call<{ pages: { width: number; height: number }[] }>()(z.object({ id: Id })),

  'places.list': call<Place[]>()(Nothing),
  'places.set': call<Place>()(
    z.object({
      code: Place.shape.code,
      name: z.string().trim().max(500),
      address: z.string().trim().max(1000),
      region: z.string().trim().max(500).nullable().optional(),
    }),
  ),

  'codebook.get': call<Codebook>()(Nothing),

  'marks.list': call<Mark[]>()(z.object({ evidenceId: Id.optional() })),
  'marks.create': call<Mark>()(MarkText.extend({ evidenceId: Id, ...MarkSpan.shape })),
  'marks.update': call<Mark>()(MarkText.partial().extend({ id: Id, ...MarkSpan.shape })),
  'marks.remove': call<{ id: string }>()(z.object({ id: Id })),
  'marks.restore': call<Mark>()(z.object({ id: Id })),
  /** Starts a comparison of the marks named, of one item's, or of all; the job's result is a MarksReport. */
  'marks.verify': call<Job>()(
    z.object({ markIds: z.array(Id).min(1).max(10_000).optional(), evidenceId: Id.optional() }),
  ),
  'marks.reverify': call<{ ok: boolean; firstDifference: number | null }>()(z.object({ id: Id })),

  'annotations.get': call<MarkAnnotations>()(z.object({ markId: Id })),
  /** Puts these in the place of all that the mark has. Shapes that lie outside it since it was changed may stay as they are. */
  'annotations.set': call<MarkAnnotations>()(z.object({ markId: Id, annotations: Annotations })),
  /** Reasons and bases that redactions may name. */
  'annotations.packs': call<RedactionPack[]>()(Nothing),

  'exhibits.list': call<PresentedExhibit[]>()(Nothing),
  'exhibits.add': call<PresentedExhibit[]>()(z.object({ markIds: z.array(Id).min(1).max(10_000) })),
  'exhibits.remove': call<PresentedExhibit[]>()(z.object({ markIds: z.array(Id).min(1).max(10_000) })),
  /** Puts the chosen marks into this order, each named once. Sections keep theirs; `moved` goes into another one. */
  'exhibits.arrange': call<PresentedExhibit[]>()(
    z.object({ markIds: z.array(Id), moved: z.object({ markId: Id, group: Id.nullable() }).optional() }),
  ),
  /** Numbering, groups, and the numbers that were withdrawn. */
  'exhibits.bundle': call<BundleState>()(Nothing),
  'exhibits.setBundle': call<BundleState>()(BundleChange),
  /** Changes how these marks are presented; what the change leaves out stays. */
  'exhibits.present': call<PresentedExhibit[]>()(
    z.object({ markIds: z.array(Id).min(1).max(10_000), change: RecipeChange }),
  ),
  /** Gives every exhibit its number for good. */
  'exhibits.fixNumbers': call<BundleState>()(Nothing),
  /** Sets everything that a recipe names in one step. */
  'exhibits.apply': call<PresentedExhibit[]>()(WholeRecipe),
  /** Lays out the sheet of one chosen mark as the export would; its pages are served by the media handler. */
  'exhibits.sheet': call<{ sha256: string; pages: number }>()(SheetWish),
  /** The same for the pictures of its files, one on a page; no pages where it has none. */
  'exhibits.pictures': call<{ sha256: string; pages: number }>()(PicturesWish),
  /** Starts an export into a new folder `out`; the job's result is an ExportResult. */
  'exhibits.export': call<Job>()(ExportOptions.extend({ out: z.string().min(1).max(4096) })),

  'custody.ledger': call<Ledger>()(z.object({ subject: Id.optional() })),
  'custody.head': call<LedgerHead>()(Nothing),
  /** Proves that the ledger only grew since a head that somebody kept, or says why not. */
  'custody.compareHead': call<HeadComparison>()(z.object({ head: KeptHead })),
  /** Writes the signed head, ready for `ssh-keygen -Y verify`, into a new folder `out`. */
  'custody.exportHead': call<ExportedHead>()(
    z.object({ out: z.string().min(1).max(4096), since: KeptHead.optional() }),
  ),
  /** When each original was last read again. */
  'custody.checks': call<OriginalCheck[]>()(Nothing),
  'custody.timestamps': call<Timestamp[]>()(Nothing),
  /** Writes a request for a time stamp (RFC 3161) of the head into a new file `out`. */
  'custody.requestTimestamp': call<Timestamp>()(z.object({ out: z.string().min(1).max(4096) })),
  /** Checks the answer (base64 of DER) and keeps it; `authority` holds trusted certificates as PEM. */
  'custody.importTimestamp': call<Timestamp>()(
    z.object({ response: z.base64().min(1).max(1_000_000), authority: z.string().max(1_000_000).optional() }),
  ),
  /** OpenSSH public key of this library's signing key and its SHA-256 fingerprint as ssh-keygen prints it. */
  'custody.key': call<{ publicKey: string; fingerprint: string }>()(Nothing),
  /** Starts a check of the whole library; the job's result is a VerifyReport. */
  'custody.verify': call<Job>()(z.object({ head: KeptHead.optional() })),
  'custody.verifyBundle': call<Job>()(Folder),

  'search.query': call<SearchResult>()(
    z.object({
      query: z.string().max(20_000),
      violation: z.string().max(40).optional(),
      place: z.string().max(100).optional(),
      limit: z.int().min(1).max(1000).default(50),
    }),
  ),

  'jobs.list': call<Job[]>()(Nothing),
  'jobs.cancel': call<Job>()(z.object({ id: Id })),
  /** Stops a job so that it can be resumed. */
  'jobs.pause': call<Job>()(z.object({ id: Id })),
  /** Runs a job that was interrupted, cancelled or failed once more. */
  'jobs.resume': call<Job>()(z.object({ id: Id })),
  'jobs.clear': call<Job[]>()(Nothing),
  /** Answers when all of these have ended. */
  'jobs.wait': call<Job[]>()(z.object({ ids: z.array(Id).min(1).max(100_000) })),

  'history.state': call<HistoryState>()(Nothing),
  'history.undo': call<HistoryState>()(Nothing),
  'history.redo': call<HistoryState>()(Nothing),
} as const;

export type { AppEvent, Topic } from './app-event.ts';

/** What the next undo and redo would do, in words; null when there is nothing. */
export interface HistoryState {
  readonly undo: string | null;
  readonly redo: string | null;
}

export const api = { ...workspaceApi, ...coreApi } as const;

export type Api = typeof api;
export type CallName = keyof Api;
export type CoreCallName = keyof typeof coreApi;
export type WorkspaceCallName = keyof typeof workspaceApi;
/** What a caller passes: defaults may be left out. */
export type Input<N extends CallName> = z.input<Api[N]['input']>;
/** What a handler receives: validated, defaults filled in. */
export type Parsed<N extends CallName> = z.output<Api[N]['input']>;
export type Output<N extends CallName> = Api[N] extends CallSpec<z.ZodType, infer O> ? O : never;

export type ImportJobResult = ImportResult;
export type ExportJobResult = ExportResult;
export type VerifyJobResult = VerifyReport;

/** Who asks. The operator goes into the ledger; by default it is the library's last one. */
export interface CallContext {
  readonly operator?: string;
}

/** What a host hands to its clients: one way to call, one way to listen. */
export type CallFn = <N extends CallName>(name: N, input: Input<N>, context?: CallContext) => Promise<Output<N>>;

/** How a call answers across a transport: plain data either way. */
export type Reply<N extends CallName = CallName> =
  | { readonly ok: true; readonly value: Output<N> }
  | { readonly ok: false; readonly error: ErrorEnvelope };
