/** What makes a recording quick to review. All of it is derived, and made anew when it is missing. */
export interface Preparation {
  readonly filmstrip: boolean;
  readonly waveform: boolean;
  /** Sound that the browser plays beside a proxy. */
  readonly sound: boolean;
  /** Null for a recording that the browser decodes by itself, unless a proxy was asked for. */
  readonly proxy: Proxy | null;
  /** The job that makes what is missing; null when nothing is missing or nothing can be made. */
  readonly jobId: string | null;
}

/**
 * A review copy with exactly one picture per frame of the index, in order: H.264 in the byte stream format of
 * ITU-T H.264 Annex B, in chunks. The i-th picture of chunk k is frame `k * chunkFrames + i`; it has no clock of its own.
 */
export interface Proxy {
  /** Size of its pictures: upright, square pixels, even. */
  readonly width: number;
  readonly height: number;
  /** Frames per chunk; the last chunk may hold fewer. */
  readonly chunkFrames: number;
  /** Frames from one key picture to the next; every chunk begins with a key picture. */
  readonly gop: number;
  readonly chunks: number;
  /** Chunks that are there, as ascending runs, both ends inclusive. */
  readonly made: readonly (readonly [first: number, last: number])[];
}
