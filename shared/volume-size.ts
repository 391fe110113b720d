/** Bytes of the smallest volume: less has no room for what every volume holds beside its exhibits. */
export const LEAST_VOLUME = 1_000_000;
/** More than any archive tape holds, and exact as a number. */
export const MOST_VOLUME = 1e15;

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/**
 * Bytes that a text such as `4.7G`, `700 MB` or `25000000` means; units are decimal, as on the labels of disks. Null
 * when it is no such text or smaller than {@link LEAST_VOLUME}.
 */
export function parseVolumeSize(text: string): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*([kmgt]?)b?$/i.exec(text.trim());
  const unit = UNITS[(match?.[2] ?? '?').toLowerCase()];
  if (match?.[1] === undefined || unit === undefined) return null;
  const bytes = Math.floor(Number(match[1].replace(',', '.')) * unit);
  return bytes >= LEAST_VOLUME && bytes <= MOST_VOLUME ? bytes : null;
}
