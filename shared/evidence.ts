import * as z from 'zod';
import { RecordingClock } from './clock.ts';
import type { ErrorEnvelope } from './errors.ts';
import type { FrameSource } from './frames.ts';
import type { TimeBase } from './time.ts';

export const EVIDENCE_KINDS = ['video', 'audio', 'image', 'document', 'other'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** How an item can be looked at: by the browser itself, only through a derivative, or not at all. */
export type ReviewWay = 'direct' | 'proxy' | 'none';

/** Something a reviewer must know about an item. `code` is stable, `message` is a sentence. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Provenance that a person states about an item. The export gate asks for all but `received` and `note`. */
export const Details = z.object({
  source: z.string().max(2000).nullable().optional(),
  custodian: z.string().max(2000).nullable().optional(),
  place: z.string().trim().min(1).max(100).nullable().optional(),
  recorded: z.iso.datetime({ offset: true, local: true }).nullable().optional(),
  clock: z.string().max(2000).nullable().optional(),
  received: z.iso.datetime({ offset: true, local: true }).nullable().optional(),
  note: z.string().max(20_000).nullable().optional(),
  /**
   * The measured clock of a recording. Setting it sets `recorded` (time of frame 0) and `clock` (its basis in words) as
   * well, unless they are given; setting either of those alone clears it.
   */
  timing: RecordingClock.nullable().optional(),
});
/** A field left out stays as it is; `null` or an empty text clears it. */
export type Details = z.infer<typeof Details>;
export type DetailField = Exclude<keyof Details, 'timing'>;

/** One piece of evidence as every host shows it. */
export interface Item {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly sha256: string;
  readonly bytes: number;
  readonly originalName: string;
  readonly mime: string;
  readonly review: ReviewWay;
  /** Pictures of the first video stream; null when there is none. */
  readonly frames: number | null;
  /** Who listed the frames; null when there are none. */
  readonly frameSource: FrameSource | null;
  readonly timeBase: TimeBase | null;
  readonly variableFrameRate: boolean | null;
  /** Clockwise turn in degrees that makes the coded picture upright: 0, 90, 180 or 270. */
  readonly rotation: number | null;
  /** Size of the upright picture in square pixels. */
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly pages: number | null;
  readonly warnings: readonly Warning[];
  /** True while the decode of the whole stream, or the page count, is still to come; frames may be listed already. */
  readonly pending: boolean;
  readonly source: string | null;
  readonly custodian: string | null;
  readonly place: string | null;
  readonly recorded: string | null;
  readonly clock: string | null;
  readonly received: string | null;
  readonly note: string | null;
  readonly timing: RecordingClock | null;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly marks: number;
}

export type ImportOutcome = 'imported' | 'duplicate' | 'refused';

/** What became of one path that was asked to be imported. `item` is null only when it was refused. */
export interface ImportResult {
  readonly path: string;
  readonly outcome: ImportOutcome;
  readonly item: Item | null;
  readonly error: ErrorEnvelope | null;
}

/** Where bytes come from: a path on this machine, or an upload that a host has put into the library's intake. */
export const ImportSource = z.union([
  z.object({ path: z.string().min(1) }),
  z.object({
    upload: z.string().regex(/^[a-z0-9]{8,40}$/),
    name: z.string().min(1).max(4096),
  }),
]);
export type ImportSource = z.infer<typeof ImportSource>;

/** Technical facts of an original as its container states them; for display and for the exhibit, never for identity. */
export interface Metadata {
  readonly container: string | null;
  readonly streams: readonly StreamFacts[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface StreamFacts {
  readonly index: number;
  readonly type: 'video' | 'audio' | 'subtitle' | 'data' | 'attachment';
  readonly codec: string;
  /** The decoder's own words: profile, pixel format, colour, sample rate, channel layout, bit rate. */
  readonly description: string;
  readonly language: string | null;
}
