import { type Box, boxesIn, needBox, onlyBox, type Table, tableOf, unsure } from './sample-table-boxes.ts';

/** The film track's tables, not yet read entry by entry. */
export interface FilmTrack {
  readonly movieTimescale: number;
  /** Units per second of the track's own clock: the denominator of its time base. */
  readonly timescale: number;
  /** Clockwise quarter turns lay the coded picture down. */
  readonly lying: boolean;
  readonly edits: readonly Edit[];
  /** Null where there are several: pictures of two kinds. */
  readonly entry: SampleEntry | null;
  readonly times: Table;
  readonly offsets: Table | null;
  readonly syncs: Table | null;
  /** 0 where each sample has a size of its own. */
  readonly commonSize: number;
  readonly sampleCount: number;
  readonly sizesAt: number;
  readonly runs: Table;
  readonly chunks: Table;
  readonly wideChunks: boolean;
  readonly moov: Buffer;
}

/** One line of an edit list (ISO/IEC 14496-12, 8.6.6): duration in units of the movie's clock, start in the track's. */
export interface Edit {
  readonly duration: bigint;
  readonly mediaTime: bigint;
  readonly rate: number;
}

/** A sample entry, and its boxes behind the fixed part of 78 bytes (8.5.2 and 12.1.3). */
export interface SampleEntry {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

interface Track {
  readonly handler: string;
  readonly formats: readonly string[];
  readonly id: number;
  readonly boxes: readonly Box[];
  readonly media: readonly Box[];
  readonly table: readonly Box[];
}

const MAX_TRACKS = 200;
/** One more than the rule allows, so that more can be told from two. */
const MOST_EDITS = 3;
/** Sample entries that ffmpeg never takes for a film, whatever their handler says. */
const NO_FILM = new Set([
  'tmcd',
  'text',
  'tx3g',
  'mebx',
  'mett',
  'metx',
  'rtp ',
  'mp4s',
  'gpmd',
  'camm',
  'fdsc',
  'c608',
]);

/** Finds the film track as ffmpeg's `0:V:0` does: the first video track that is no chapter picture. */
export function filmTrack(moov: Buffer): FilmTrack {
  const boxes = boxesIn(moov, 0, moov.length);
  if (onlyBox(boxes, 'mvex') || onlyBox(boxes, 'cmov')) unsure('fragments or compressed tables');
  const found = boxes.filter(({ type }) => type === 'trak');
  if (found.length > MAX_TRACKS) unsure('too many tracks');
  const tracks = found.map((box) => trackOf(moov, box));
  const at = tracks.findIndex(({ handler }) => handler === 'vide');
  const film = tracks[at] ?? unsure('no video track');
  for (const { handler, formats } of tracks.slice(0, at))
    if (handler !== 'soun' && !formats.every((format) => NO_FILM.has(format))) unsure('an unknown track comes first');
  if (tracks.some((track) => chaptersOf(moov, track).includes(film.id))) unsure('the film may be chapter pictures');
  return tablesOf(moov, timescaleOf(moov, needBox(boxes, 'mvhd')), film);
}

function trackOf(moov: Buffer, box: Box): Track {
  const boxes = boxesIn(moov, box.start, box.end);
  const media = within(moov, needBox(boxes, 'mdia'));
  const handler = needBox(media, 'hdlr');
  const header = needBox(boxes, 'tkhd');
  const table = within(moov, needBox(within(moov, needBox(media, 'minf')), 'stbl'));
  const id = moov.readUInt32BE(header.start + (moov[header.start] === 1 ? 20 : 12));
  const formats = entriesOf(moov, needBox(table, 'stsd')).map(({ type }) => type);
  return { handler: moov.toString('latin1', handler.start + 8, handler.start + 12), formats, id, boxes, media, table };
}

const within = (moov: Buffer, { start, end }: Box): Box[] => boxesIn(moov, start, end);

function entriesOf(moov: Buffer, stsd: Box): Box[] {
  if (stsd.end - stsd.start < 8) unsure('stsd is cut short');
  const count = moov.readUInt32BE(stsd.start + 4);
  const entries = boxesIn(moov, stsd.start + 8, stsd.end);
  if (entries.length < count) unsure('stsd is cut short');
  return entries.slice(0, count);
}

function chaptersOf(moov: Buffer, { boxes }: Track): number[] {
  const references = onlyBox(boxes, 'tref');
  if (references === null) return [];
  const ids: number[] = [];
  for (const box of within(moov, references))
    if (box.type === 'chap') for (let at = box.start; at + 4 <= box.end; at += 4) ids.push(moov.readUInt32BE(at));
  return ids;
}

/** mvhd and mdhd begin alike (8.2.2, 8.4.2). */
function timescaleOf(moov: Buffer, header: Box): number {
  const timescale = moov.readUInt32BE(header.start + (moov[header.start] === 1 ? 20 : 12));
  if (timescale === 0 || timescale > 0x7fffffff) unsure('no usable timescale');
  return timescale;
}

function tablesOf(moov: Buffer, movieTimescale: number, { boxes, media, table }: Track): FilmTrack {
  for (const type of ['stps', 'stz2', 'senc', 'saiz']) if (onlyBox(table, type)) unsure(`a ${type} box`);
  const sizes = needBox(table, 'stsz');
  const commonSize = moov.readUInt32BE(sizes.start + 4);
  const sampleCount = moov.readUInt32BE(sizes.start + 8);
  const room = sizes.end - sizes.start - 12;
  if (commonSize === 0 && sampleCount * 4 !== room) unsure('stsz claims another number of entries than it holds');
  const [offsets, syncs] = [onlyBox(table, 'ctts'), onlyBox(table, 'stss')];
  const wide = onlyBox(table, 'co64');
  const narrow = onlyBox(table, 'stco');
  if ((wide === null) === (narrow === null)) unsure('no single chunk table');
  return {
    ...{ movieTimescale, timescale: timescaleOf(moov, needBox(media, 'mdhd')), moov },
    ...{ lying: liesDown(moov, needBox(boxes, 'tkhd')), edits: editsOf(moov, boxes) },
    entry: entryOf(moov, needBox(table, 'stsd')),
    times: tableOf(moov, needBox(table, 'stts'), 8),
    offsets: offsets && tableOf(moov, offsets, 8),
    syncs: syncs && tableOf(moov, syncs, 4),
    ...{ commonSize, sampleCount, sizesAt: sizes.start + 12 },
    runs: tableOf(moov, needBox(table, 'stsc'), 12),
    chunks: wide ? tableOf(moov, wide, 8) : tableOf(moov, needBox(table, 'stco'), 4),
    wideChunks: wide !== null,
  };
}

/** The matrix of tkhd (8.3.2): a picture that is turned by 90 or 270 degrees has its main terms beside the diagonal. */
function liesDown(moov: Buffer, { start }: Box): boolean {
  const at = start + (moov[start] === 1 ? 52 : 40);
  const [a, b] = [Math.abs(moov.readInt32BE(at)), Math.abs(moov.readInt32BE(at + 4))];
  return b > a;
}

function editsOf(moov: Buffer, boxes: readonly Box[]): Edit[] {
  const edts = onlyBox(boxes, 'edts');
  const elst = edts && onlyBox(within(moov, edts), 'elst');
  if (elst === null) return [];
  const wide = moov[elst.start] === 1;
  const bytes = wide ? 20 : 12;
  const { at, count } = tableOf(moov, elst, bytes);
  return Array.from({ length: Math.min(count, MOST_EDITS) }, (_, n) => {
    const from = at + n * bytes;
    if (wide)
      return {
        duration: moov.readBigUInt64BE(from),
        mediaTime: moov.readBigInt64BE(from + 8),
        rate: moov.readInt32BE(from + 16),
      };
    const [duration, mediaTime] = [BigInt(moov.readUInt32BE(from)), BigInt(moov.readInt32BE(from + 4))];
    return { duration, mediaTime, rate: moov.readInt32BE(from + 8) };
  });
}

function entryOf(moov: Buffer, stsd: Box): SampleEntry | null {
  const entries = entriesOf(moov, stsd);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return null;
  if (entry.end - entry.start < 78) unsure('the sample entry is cut short');
  return {
    format: entry.type,
    width: moov.readUInt16BE(entry.start + 24),
    height: moov.readUInt16BE(entry.start + 26),
    boxes: boxesIn(moov, entry.start + 78, entry.end),
  };
}
