import { avcCoding } from './sample-table-avc.ts';
import { type Box, needBox, onlyBox, unsure } from './sample-table-boxes.ts';
import { hevcCoding } from './sample-table-hevc.ts';
import type { FilmTrack } from './sample-table-track.ts';

/** How the NAL units of a codec are judged. */
export interface Coding {
  /** Bytes of the length before each unit. */
  readonly lengthBytes: number;
  /** Pictures that the decoder lets wait; null where it learns that from the file's own offsets. */
  readonly maxReordering: number | null;
  /** True when pictures are presented in the order of decoding, or offsets say so where they are not. */
  readonly inOrder: boolean;
  /** True when nothing that follows a key sample is presented before it. */
  readonly closedGroups: boolean;
  /**
   * What a unit at the head of a sample shows: a picture that needs no other one, a picture that does, something that
   * stands before pictures, or anything else. @param isFirst whether nothing is decoded before this sample
   */
  look(unit: Buffer, isFirst: boolean): 'key' | 'no key' | 'go on' | 'other';
  /** True for units that `look` must see whole; of others the first bytes do. */
  wholeUnit(first: number): boolean;
}

/** Formats in which each sample is one picture that needs no other one. */
const STILLS = new Set(['jpeg', 'apch', 'apcn', 'apcs', 'apco', 'ap4h', 'ap4x']);

/** How samples are to be judged; null where every sample is a picture by itself. Throws for all else. */
export function codingOf({ entry, offsets, syncs, moov }: FilmTrack): Coding | null {
  const { format, boxes } = entry ?? unsure('not one sample entry');
  const record = (type: string): Buffer => {
    const { start, end } = needBox(boxes, type);
    return moov.subarray(start, end);
  };
  switch (format) {
    case 'avc1':
    case 'avc3': {
      const coding = avcCoding(record('avcC'));
      if (offsets === null && !coding.inOrder && syncs !== null)
        unsure('no offsets, although pictures may be reordered');
      return coding;
    }
    case 'hvc1':
    case 'hev1':
      return hevcCoding(record('hvcC'));
    default:
      if (!STILLS.has(format)) unsure('a format whose samples are not surely one picture each');
      if (offsets !== null || syncs !== null) unsure('offsets among pictures that stand alone');
      if (format === 'jpeg' && twoFields(boxes, moov)) unsure('pictures may be coded as fields');
      return null;
  }
}

/** The fiel box of QuickTime: how many fields a sample holds. */
function twoFields(boxes: readonly Box[], moov: Buffer): boolean {
  const box = onlyBox(boxes, 'fiel');
  return box !== null && moov[box.start] !== 1;
}
