import type { Warning } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';

/**
 * What the decoder's list changes about the one that the container gave, as a warning with figures; null when they are
 * the same list. @param decoded null when the decoder presents no picture at all
 */
export function listCorrection(listed: FrameIndex, decoded: FrameIndex | null): Warning | null {
  if (decoded === null)
    return warning(`listed ${pictures(listed.pts.length)}, but the decoder presents none`, 'It has no frames.');
  const [before, after] = [listed.pts.length, decoded.pts.length];
  const first = firstDifference(listed, decoded);
  if (first !== null) {
    const counts = before === after ? `both list ${pictures(before)}` : `${before} there, ${after} decoded`;
    return warning(
      `and the decoder list pictures differently (${counts}); the first that differs is frame ${first}`,
      `Frames are numbered as the decoder presents them. Marks made before were moved to the pictures at their times.`,
    );
  }
  const keys = symmetricDifference(listed.keys, decoded.keys);
  if (keys === 0) return null;
  return warning(
    `and the decoder disagree about ${keys} key ${keys === 1 ? 'frame' : 'frames'} (${listed.keys.length} there, ${decoded.keys.length} decoded)`,
    'The pictures and their times are the same.',
  );
}

const warning = (what: string, then: string): Warning => ({
  code: 'list_corrected',
  message: `The file’s tables ${what}. ${then}`,
});

const pictures = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;

function firstDifference(listed: FrameIndex, decoded: FrameIndex): number | null {
  if (listed.timeBase.join('/') !== decoded.timeBase.join('/')) return 0;
  const longest = Math.max(listed.pts.length, decoded.pts.length);
  for (let n = 0; n < longest; n++) if (listed.pts[n] !== decoded.pts[n]) return n;
  return null;
}

function symmetricDifference(a: readonly number[], b: readonly number[]): number {
  const [ofA, ofB] = [new Set(a), new Set(b)];
  return a.filter((n) => !ofB.has(n)).length + b.filter((n) => !ofA.has(n)).length;
}
