import { plainFile, withBytes } from '../store/file-source.ts';
import { type Box, boxesIn, needBox, onlyBox, Unsure, unsure } from './sample-table-boxes.ts';
import { type Movie, readMovie, tableFile } from './sample-table-file.ts';

/** One track of a finished clip as its tables tell it. */
interface ClipTrack {
  readonly kind: string;
  readonly samples: number;
  /** Bytes of all its samples together. */
  readonly bytes: number;
  /** First moment of the track's own time that its edit list shows, in ticks; 0 shows it from its first sample. */
  readonly hidden: number;
  readonly edits: number;
}

const NEVER = new AbortController().signal;

/**
 * Reads the tables of a finished clip and proves that nothing is hidden in it: as many pictures as were asked for, no
 * edit list that hides one, no other track than sound, and not one byte of media data that belongs to no sample.
 * @returns what is wrong, in words, or null
 */
export async function clipFault(path: string, count: number): Promise<string | null> {
  try {
    return await withBytes(plainFile(path), async (file) => faultOf(await readMovie(tableFile(file, NEVER)), count));
  } catch (error) {
    if (error instanceof Unsure) return `its tables cannot be trusted (${error.message})`;
    throw error;
  }
}

function faultOf({ moov, data }: Movie, count: number): string | null {
  const tracks = boxesIn(moov, 0, moov.length)
    .filter(({ type }) => type === 'trak')
    .map((trak) => trackOf(moov, boxesIn(moov, trak.start, trak.end)));
  const [film, ...films] = tracks.filter(({ kind }) => kind === 'vide');
  const sounds = tracks.filter(({ kind }) => kind === 'soun');
  if (film === undefined || films.length > 0 || sounds.length > 1 || tracks.length > 1 + sounds.length)
    return `it has other tracks than one of pictures and one of sound (${tracks.map(({ kind }) => kind)})`;
  if (film.samples !== count) return `it stores ${film.samples} pictures instead of ${count}`;
  if (film.hidden !== 0 || film.edits > 1) return 'an edit list hides pictures of it';
  const stored = data.reduce((sum, [start, end]) => sum + end - start, 0);
  const owned = tracks.reduce((sum, { bytes }) => sum + bytes, 0);
  return stored === owned ? null : `${stored - owned} bytes of its media data belong to nothing`;
}

function trackOf(moov: Buffer, boxes: readonly Box[]): ClipTrack {
  const inside = (box: Box) => boxesIn(moov, box.start, box.end);
  const media = inside(needBox(boxes, 'mdia'));
  const handler = needBox(media, 'hdlr');
  const sizes = needBox(inside(needBox(inside(needBox(media, 'minf')), 'stbl')), 'stsz');
  const edits = onlyBox(boxes, 'edts');
  const list = edits === null ? null : onlyBox(inside(edits), 'elst');
  return {
    kind: moov.toString('latin1', handler.start + 8, handler.start + 12),
    ...sizesOf(moov, sizes),
    ...(list === null ? { hidden: 0, edits: 0 } : editsOf(moov, list)),
  };
}

/** ISO/IEC 14496-12, 8.7.3: one size for all samples, or a table of them. */
function sizesOf(moov: Buffer, box: Box): Pick<ClipTrack, 'samples' | 'bytes'> {
  const common = moov.readUInt32BE(box.start + 4);
  const samples = moov.readUInt32BE(box.start + 8);
  if (common !== 0) return { samples, bytes: common * samples };
  if (box.start + 12 + samples * 4 !== box.end) unsure('stsz claims another number of sizes than it holds');
  let bytes = 0;
  for (let n = 0; n < samples; n++) bytes += moov.readUInt32BE(box.start + 12 + n * 4);
  return { samples, bytes };
}

/** 8.6.6: segments of a duration and a first moment, in 32 or 64 bits. */
function editsOf(moov: Buffer, box: Box): Pick<ClipTrack, 'hidden' | 'edits'> {
  const long = moov[box.start] === 1;
  const edits = moov.readUInt32BE(box.start + 4);
  if (edits === 0) return { hidden: 0, edits };
  const at = box.start + 8 + (long ? 8 : 4);
  return { hidden: long ? Number(moov.readBigInt64BE(at)) : moov.readInt32BE(at), edits };
}
