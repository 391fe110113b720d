import type { EvidenceKind, Metadata, ReviewWay, Warning } from '../../../shared/evidence.ts';

/** What a first look at an original says, before any picture is decoded. */
export interface Probe {
  readonly kind: EvidenceKind;
  readonly mime: string;
  readonly review: ReviewWay;
  readonly rotation: number | null;
  /** Upright, square pixels. */
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  /** Pages of a document, or images of a multi-page TIFF; null for film and sound. */
  readonly pages: number | null;
  readonly hasAudio: boolean;
  readonly metadata: Metadata;
  readonly warnings: readonly Warning[];
}
