import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Warning } from '../../../shared/evidence.ts';
import type { FileSource } from '../store/file-source.ts';
import type { PageSize } from './media.ts';

/** A file that is drawn in the raster thread: an original, or a PDF of our own making by its bytes. */
export type RasterFile =
  | { readonly family: RasterFamily; readonly source: FileSource }
  | { readonly family: 'pdf'; readonly bytes: Uint8Array };

export type RasterFamily = 'pdf' | 'picture' | 'heif';

export type RasterJob =
  | { readonly type: 'inspect'; readonly file: RasterFile }
  /** One page (from 1) as PNG, `width` pixels wide. */
  | { readonly type: 'page'; readonly file: RasterFile; readonly page: number; readonly width: number };

/** What a document or picture is found to be. */
export interface Inspected {
  /** Upright sizes: points of 1/72 inch for PDF, pixels for pictures. Empty when nothing can be shown. */
  readonly pages: readonly PageSize[];
  readonly warnings: readonly Warning[];
  readonly facts: Readonly<Record<string, string>>;
}

export interface ToRaster {
  readonly id: number;
  readonly job: RasterJob;
}

export type FromRaster =
  | { readonly id: number; readonly ok: true; readonly value: Inspected | Uint8Array }
  | { readonly id: number; readonly ok: false; readonly error: ErrorEnvelope };
