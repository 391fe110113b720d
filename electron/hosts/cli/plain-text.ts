import { HIDDEN } from '../../../shared/visible-text.ts';

/**
 * Text of a case on a terminal. Control characters could move the cursor or recolour lines, bidirectional controls
 * could reverse a file name, and what has no width could make one name look like another; all are shown as visible escapes.
 */
const UNSAFE = new RegExp(HIDDEN, 'gu');

export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** Lines of equal columns, as wide as their widest cell; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of safe)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
  return safe.map((row) => line(row).trimEnd()).join('\n');
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes for a person, in powers of 1000 as disks are sold. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

/** "1 file", "3 files". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
