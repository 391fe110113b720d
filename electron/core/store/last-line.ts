import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { errnoOf, fromSourceError } from './fs-errors.ts';

export interface LastLine {
  /** The last line that has its end, without it; null when there is none. */
  readonly text: string | null;
  /** Bytes up to and including the end of that line. */
  readonly end: number;
  /** Size of the file. More than `end` where an addition was interrupted. */
  readonly size: number;
}

const BLOCK = 1 << 16;
const LINE_END = 0x0a;

/** Size of a file, or null when there is none. */
export function fileBytes(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

/** The last whole line of a text file, read from its end; null when there is no such file. @throws AppError unreadable_file */
export function readLastLine(path: string): LastLine | null {
  try {
    const file = openSync(path, 'r');
    try {
      return lastLine(file, fstatSync(file).size);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fromSourceError(error, path);
  }
}

function lastLine(file: number, size: number): LastLine {
  let tail = Buffer.alloc(0);
  for (let from = size; ; ) {
    const length = Math.min(BLOCK, from);
    const block = Buffer.alloc(length);
    from -= length;
    readSync(file, block, 0, length, from);
    tail = Buffer.concat([block, tail]);
    const last = tail.lastIndexOf(LINE_END);
    const before = last <= 0 ? -1 : tail.lastIndexOf(LINE_END, last - 1);
    // The line is known whole once the end of the one before it, or the start of the file, has been reached.
    if (before < 0 && from > 0) continue;
    if (last < 0) return { text: null, end: 0, size };
    return { text: tail.toString('utf8', before + 1, last), end: from + last + 1, size };
  }
}
