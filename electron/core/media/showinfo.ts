/** What ffmpeg's showinfo filter says about one picture, beyond its time. */
export interface ShownFrame {
  readonly key: boolean;
  readonly interlaced: boolean;
}

/** Reads one line of showinfo's log; null for its other lines (configuration, side data). */
export function parseShowinfo(text: string): ShownFrame | null {
  if (!text.startsWith('n:')) return null;
  const key = /\biskey:(\d)/.exec(text);
  if (!key) return null;
  return { key: key[1] === '1', interlaced: /\bi:[TB]\b/.test(text) };
}
