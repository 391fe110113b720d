/** Addresses of pictures and originals. All are immutable (named by content), so a browser may keep them. */
const width = (pixels: number | undefined): string => (pixels === undefined ? '' : `?w=${Math.round(pixels)}`);

export const media = {
  original: (sha256: string): string => `/media/original/${sha256}`,
  thumbnail: (sha256: string): string => `/media/thumbnail/${sha256}`,
  /** Frame n as JPEG for looking at, at most `maxWidth` pixels wide. */
  picture: (sha256: string, n: number, maxWidth?: number): string => `/media/picture/${sha256}/${n}${width(maxWidth)}`,
  /** Frame n as lossless PNG. */
  still: (sha256: string, n: number): string => `/media/still/${sha256}/${n}`,
  page: (sha256: string, page: number, maxWidth: number): string => `/media/page/${sha256}/${page}${width(maxWidth)}`,
  /** A page of a sheet that `exhibits.sheet` laid out. */
  sheet: (sha256: string, page: number, maxWidth: number): string => `/media/sheet/${sha256}/${page}${width(maxWidth)}`,
} as const;
