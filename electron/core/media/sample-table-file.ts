import { AppError } from '../../../shared/errors.ts';
import type { ByteReader } from '../store/file-source.ts';
import { unsure } from './sample-table-boxes.ts';

/** How long the event loop is kept from other work at a time, and the longest that a file is read at all. */
const SLICE_MS = 8;
const LIMIT_MS = 20_000;
const MAX_TOP_BOXES = 10_000;
/** Tables of about ten million samples; a larger one is no recording that was made in one go. */
const MAX_MOOV = 256 << 20;
const FRAGMENTS = new Set(['moof', 'mfra', 'styp', 'sidx', 'ssix']);
/** Boxes that say nothing about samples. */
const PLAIN = new Set(['ftyp', 'wide', 'free', 'skip', 'uuid', 'pnot', 'udta', 'PICT', 'prfl', 'meta', 'sefd']);

/** An open original. Reads are counted and bounded in time. */
export interface TableFile {
  readonly size: number;
  readonly bytesRead: number;
  /** Bytes from `position`, all of them. */
  read(position: number, length: number): Buffer;
  /** Lets other work of this process go on when it has waited long enough. @throws AppError cancelled */
  breathe(): Promise<void>;
}

export function tableFile(bytes: ByteReader, signal: AbortSignal): TableFile {
  const { size } = bytes;
  const started = performance.now();
  let resumed = started;
  let bytesRead = 0;
  return {
    size,
    get bytesRead() {
      return bytesRead;
    },
    read(position, length) {
      if (position < 0 || length < 0 || position + length > size) unsure('a place outside the file');
      const data = bytes.readSync(position, length);
      if (data.length < length) unsure('the file ended early');
      bytesRead += length;
      return data;
    },
    async breathe() {
      const now = performance.now();
      if (now - resumed < SLICE_MS) return;
      if (now - started > LIMIT_MS) unsure('it took too long');
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new AppError('cancelled', 'Listing the frames was stopped.');
      resumed = performance.now();
    },
  };
}

/** The tables of a file, and where in it media data stands, as pairs of first byte and byte after the last. */
export interface Movie {
  readonly moov: Buffer;
  readonly data: readonly (readonly [start: number, end: number])[];
}

/** Walks the boxes of the file and reads the one moov. Everything between them is skipped without being read. */
export async function readMovie(file: TableFile): Promise<Movie> {
  const data: [number, number][] = [];
  let moov: { at: number; length: number } | null = null;
  let boxes = 0;
  for (let at = 0; at < file.size; ) {
    if (++boxes > MAX_TOP_BOXES) unsure('too many boxes');
    await file.breathe();
    if (file.size - at < 8) break;
    const head = file.read(at, Math.min(16, file.size - at));
    const type = head.toString('latin1', 4, 8);
    const { header, size } = sizeOf(head, file.size - at);
    if (FRAGMENTS.has(type)) unsure('fragments');
    if (type === 'moov') {
      if (moov !== null) unsure('two moov boxes');
      if (size - header > MAX_MOOV) unsure('the tables are too large');
      moov = { at: at + header, length: size - header };
    } else if (type === 'mdat') data.push([at + header, at + size]);
    else if (!PLAIN.has(type)) unsure('an unknown box');
    at += size;
  }
  if (moov === null) unsure('no moov box');
  return { moov: file.read(moov.at, moov.length), data };
}

function sizeOf(head: Buffer, left: number): { header: number; size: number } {
  const size32 = head.readUInt32BE(0);
  if (size32 === 0) return { header: 8, size: left };
  if (size32 === 1 && head.length < 16) unsure('a box is cut short');
  const header = size32 === 1 ? 16 : 8;
  const size = size32 === 1 ? Number(head.readBigUInt64BE(8)) : size32;
  if (size < header || size > left) unsure('a box reaches beyond the file');
  return { header, size };
}
