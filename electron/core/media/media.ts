import type { EvidenceKind } from '../../../shared/evidence.ts';
import type { FrameRef } from '../../../shared/frames.ts';
import type { Work } from '../progress.ts';
import type { WriteFilm } from './burn-films.ts';
import type { BurnLayer } from './burn-graph.ts';
import type { BurnInText } from './burn-in-film.ts';
import type { Burning } from './burn-picture.ts';
import type { DecodedIndex } from './decoded-index.ts';
import type { Probe } from './first-look.ts';
import type { MadePair, PairRequest } from './pair-film.ts';
import type { Field } from './picture-filters.ts';
import type { ReviewFiles } from './review-files.ts';
import type { StreamCourse } from './stream-course.ts';

/** An exact excerpt as it was made, with all that a third party needs to make it again. */
export interface MadeClip {
  readonly sha256: string;
  readonly bytes: number;
  readonly frameMd5: readonly string[];
  /** ffmpeg's arguments, with `ORIGINAL` and `CLIP` in the place of file names. */
  readonly arguments: readonly string[];
  /** Where the clip is not as the source is, such as `range`: `full to limited`. */
  readonly notes: Readonly<Record<string, string>>;
  readonly hasAudio: boolean;
  /** What was burnt in, in the order of the inputs of `arguments` behind `ORIGINAL`. */
  readonly films: readonly BurnLayer[];
  /** Stills by frame: those asked for, but for any that the run did not give. */
  readonly stills: ReadonlyMap<number, Still>;
}

/** An exact picture: upright, square pixels, 8-bit RGB PNG, proven against the index before it is handed out. */
export interface Still {
  readonly png: Uint8Array;
  readonly frame: FrameRef;
}

/** What is made of a clip beside its pictures and sound. */
export interface ClipExtras {
  readonly burn?: ClipBurning | undefined;
  /** Frames of it, ascending, whose stills are made on the way where nothing is burnt in: a decode of their own costs more. */
  readonly stills?: readonly number[];
}

export interface ClipBurning extends Burning {
  readonly write: WriteFilm;
  /** What every picture says of itself; left out where the pictures are too small for it or change in size. */
  readonly burnIn?: BurnInText | undefined;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Everything that looks into originals. Files are named by content hash; no user's file name gets here. */
export interface Media {
  /** Version line of the ffmpeg in use, or null when there is none. */
  readonly ffmpegVersion: string | null;
  /** What this system cannot hold decoders to (network, memory, time …), as sentences; empty where it can all. */
  readonly missingGuards: readonly string[];
  /** Never throws for what is inside the file: what cannot be read becomes review "none" and a warning. */
  probe(sha256: string, originalName: string, work: Work): Promise<Probe>;
  /** Decodes the whole first video stream once and keeps the result as a derived file. Null when it has no pictures. */
  buildIndex(sha256: string, work: Work): Promise<DecodedIndex | null>;
  /**
   * The pictures as the container's tables list them, at once and without a decode; null where they cannot be trusted
   * (rule: frame-accuracy.md). Kept: `index` answers with it until `buildIndex` has had the last word.
   */
  listFrames(sha256: string, work: Work): Promise<DecodedIndex | null>;
  /** The kept index, built when missing. @throws AppError not_reviewable */
  index(sha256: string): Promise<DecodedIndex>;
  /** 16 bytes of MD5 for every frame; null while only the container has listed them. @throws AppError not_reviewable */
  prints(sha256: string): Promise<Uint8Array | null>;
  /**
   * MD5s of the pictures first..last: from the index, or, where only the container has listed them, decoded now.
   * @throws AppError frame_out_of_range, not_reviewable, verification_failed, cancelled
   */
  md5s(sha256: string, first: number, last: number, signal?: AbortSignal): Promise<readonly string[]>;
  /** @throws AppError frame_out_of_range */
  frameRef(sha256: string, n: number): Promise<FrameRef>;
  /**
   * A picture to look at: upright, square pixels, JPEG, no wider than `maxWidth`; or one of its fields with doubled lines.
   * Neighbours are decoded along with it.
   */
  picture(
    sha256: string,
    n: number,
    maxWidth: number | null,
    signal: AbortSignal,
    field?: Field | null,
  ): Promise<Uint8Array>;
  /** What makes a recording quick to review, and the making of it. */
  readonly review: ReviewFiles;
  /** @throws AppError frame_out_of_range, not_reviewable, verification_failed, ffmpeg_failed, cancelled */
  still(sha256: string, n: number, signal: AbortSignal): Promise<Still>;
  /**
   * Makes frames first..last into `out`: exactly these pictures and this sound, nothing else in the file. With `burn`
   * notes and redactions are burnt in, and `write` makes the films that hold them. @throws AppError redaction_not_burnt
   */
  clip(sha256: string, first: number, last: number, out: string, work: Work, extras?: ClipExtras): Promise<MadeClip>;
  /** Two finished clips side by side, one picture for each of the first one. @throws AppError verification_failed, ffmpeg_failed */
  pair(request: PairRequest): Promise<MadePair>;
  /** Decodes first..last of the original again; the number of the first picture that differs from `md5`, or null. */
  compare(sha256: string, first: number, last: number, md5: readonly string[], work: Work): Promise<number | null>;
  /**
   * What the packets say about the recording's course: parameters of the encoder, times of the sound, tags. Read once
   * without decoding, then kept as a derived file. @throws AppError not_reviewable, ffmpeg_missing, cancelled
   */
  course(sha256: string, work: Work): Promise<StreamCourse>;
  pages(sha256: string): Promise<readonly PageSize[]>;
  /** One page (from 1) of a document or image as PNG, `width` pixels wide. @throws AppError page_out_of_range */
  page(sha256: string, page: number, width: number): Promise<Uint8Array>;
  /** Number of pages of a PDF of our own making, and one of its pages as PNG; for previews of sheets. */
  pdfPageCount(pdf: Uint8Array): Promise<number>;
  pdfPage(pdf: Uint8Array, page: number, width: number): Promise<Uint8Array>;
  /** A small WebP or JPEG of the item, or null when it has no picture. */
  thumbnail(sha256: string, kind: EvidenceKind): Promise<{ data: Uint8Array; mime: string } | null>;
  close(): Promise<void>;
}
