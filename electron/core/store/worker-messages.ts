import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Step } from '../progress.ts';
import type { LibraryKeys } from '../seal/library-keys.ts';
import type { FileSource, Seal } from './file-source.ts';

/** What a file is to be taken in from, and into which library. `keys`: null in a plain library. */
export interface IngestRequest {
  readonly type: 'ingest';
  readonly libraryDir: string;
  readonly keys: LibraryKeys | null;
  readonly source: string | Uint8Array;
  readonly sourceSeal: Seal | null;
}

export interface HashRequest {
  readonly type: 'hash';
  readonly source: FileSource;
  /** Share of one core, up to 1. */
  readonly share: number;
}

/** What the main thread asks of the store's worker. `id` ties answers to questions. */
export type ToWorker =
  | (IngestRequest & { readonly id: number })
  | (HashRequest & { readonly id: number })
  | { readonly type: 'confirmed'; readonly id: number; readonly isRecorded: boolean }
  | { readonly type: 'denied'; readonly id: number; readonly error: ErrorEnvelope }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly step: Step }
  | { readonly type: 'confirm'; readonly id: number; readonly sha256: string }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorEnvelope };
