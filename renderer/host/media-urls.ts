/** Addresses of pictures and originals. All are immutable (named by content), so a browser may keep them. */
const width = (pixels: number | undefined): string => (pixels === undefined ? '' : `?w=${Math.round(pixels)}`);

export const media = {
  original: (sha256: string): string => `/media/original/${sha256}`,
  thumbnail: (sha256: string): string => `/media/thumbnail/${sha256}`,
  /** Frame n as JPEG for looking at, at most `maxWidth` pixels wide. */
  picture: (sha256: string, n: number, maxWidth?: number): string => `/media/picture/${sha256}/${n}${width(maxWidth)}`,
  /** One field of frame n, its lines doubled, as JPEG. */
  field: (sha256: string, n: number, field: 'top' | 'bottom', maxWidth?: number): string =>
    `/media/picture/${sha256}/${n}?field=${field}${maxWidth === undefined ? '' : `&w=${Math.round(maxWidth)}`}`,
  /** MD5 of every picture, 16 bytes each, in order of frames; not there until the whole stream was decoded. */
  prints: (sha256: string): string => `/media/prints/${sha256}`,
  /** Chunk k of the proxy, see shared/preparation.ts. */
  proxy: (sha256: string, chunk: number): string => `/media/proxy/${sha256}/${chunk}`,
  /** The sound, from the time of frame 0 on, as MP4 that every browser plays. */
  sound: (sha256: string): string => `/media/sound/${sha256}`,
  waveform: (sha256: string): string => `/media/waveform/${sha256}`,
  filmstrip: (sha256: string): string => `/media/filmstrip/${sha256}`,
  /** Frame n as lossless PNG. */
  still: (sha256: string, n: number): string => `/media/still/${sha256}/${n}`,
  page: (sha256: string, page: number, maxWidth: number): string => `/media/page/${sha256}/${page}${width(maxWidth)}`,
  /** A page of a sheet that `exhibits.sheet` laid out. */
  sheet: (sha256: string, page: number, maxWidth: number): string => `/media/sheet/${sha256}/${page}${width(maxWidth)}`,
} as const;
