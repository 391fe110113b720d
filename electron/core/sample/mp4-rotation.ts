import { AppError } from '../../../shared/errors.ts';

/** Boxes that may hold the track header (ISO/IEC 14496-12, 8.2 to 8.4). */
const CONTAINERS = new Set(['moov', 'trak']);
const ONE = 0x1_0000;

/** Offset of the first `tkhd` box with a picture size, walking boxes from `start` to `end`. */
function findVideoHeader(file: Buffer, start: number, end: number): number | null {
  let at = start;
  while (at + 8 <= end) {
    const size = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (size < 8 || at + size > end) return null;
    if (type === 'tkhd' && file.readUInt32BE(at + size - 8) > 0) return at;
    if (CONTAINERS.has(type)) {
      const inside = findVideoHeader(file, at + 8, at + size);
      if (inside !== null) return inside;
    }
    at += size;
  }
  return null;
}

/**
 * Writes "turn 90° clockwise to show" into the video track's matrix, as a phone held upright does (ISO/IEC 14496-12,
 * 8.3.2). Done by hand because the option for it differs between versions of ffmpeg. The box keeps its size.
 * @throws AppError internal when the file has no track with pictures
 */
export function turnQuarterClockwise(file: Buffer): void {
  const at = findVideoHeader(file, 0, file.length);
  if (at === null) throw new AppError('internal', 'The phone recording of the sample has no video track.');
  const end = at + file.readUInt32BE(at);
  const codedHeight = file.readUInt32BE(end - 4);
  const matrix = [0, ONE, 0, -ONE, 0, 0, codedHeight, 0, 0x4000_0000];
  matrix.forEach((value, i) => {
    file.writeInt32BE(value, end - 44 + i * 4);
  });
}
