import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Step } from '../progress.ts';

/** What the main thread asks of the store's worker. `id` ties answers to questions. */
export type ToWorker =
  | { readonly type: 'ingest'; readonly id: number; readonly libraryDir: string; readonly source: string | Uint8Array }
  | { readonly type: 'hash'; readonly id: number; readonly path: string; readonly share: number }
  | { readonly type: 'confirmed'; readonly id: number; readonly isRecorded: boolean }
  | { readonly type: 'denied'; readonly id: number; readonly error: ErrorEnvelope }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly step: Step }
  | { readonly type: 'confirm'; readonly id: number; readonly sha256: string }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorEnvelope };
