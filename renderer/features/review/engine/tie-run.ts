import type { VideoSample } from 'mediabunny';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { type TiedClock, type TimedPrint, tieClock } from './frame-clock.ts';
import type { Turn } from './picture-desk.ts';
import { type PicturePrints, printOf } from './picture-prints.ts';
import type { SampleRun } from './sample-run.ts';
import { SourceFailure } from './source-picture.ts';

/** Pictures looked at; as soon as so many different ones agree, the rest is not needed. */
const MOST_PICTURES = 24;
const AGREED = 3;

interface TieOptions {
  readonly index: FrameIndex;
  readonly turn: Turn;
  readonly prints: PicturePrints | null;
}

/**
 * Takes pictures from the start of a stream until they say how the demuxer's clock runs against the index. The pictures
 * taken are the caller's to close.
 * @throws SourceFailure when none of them is in the index
 */
export async function tieRun(
  run: SampleRun,
  { index, turn, prints }: TieOptions,
): Promise<{ readonly tied: TiedClock; readonly taken: readonly VideoSample[] }> {
  const taken: VideoSample[] = [];
  const timed: TimedPrint[] = [];
  let tied: TiedClock | null = null;
  const enough = () => (prints === null ? tied?.clock.frameAt(lastOf(timed)) === 0 : (tied?.agreed ?? 0) >= AGREED);
  try {
    while (taken.length < MOST_PICTURES && !enough()) {
      const sample = await run.take(null);
      if (sample === null) break;
      taken.push(sample);
      timed.push(prints === null ? { seconds: sample.timestamp, print: null } : await timedPrint(sample, turn));
      tied = tieClock(index, prints, timed);
    }
    if (tied === null) throw new SourceFailure('mismatch', 'none of the first pictures is in the index');
    return { tied, taken };
  } catch (error) {
    for (const sample of taken) sample.close();
    throw error;
  }
}

const lastOf = (timed: readonly TimedPrint[]): number => timed[timed.length - 1]?.seconds ?? Number.NaN;

/** Time and MD5 of a sample, which stays the caller's. */
export async function timedPrint(sample: VideoSample, turn: Turn): Promise<TimedPrint> {
  const frame = sample.toVideoFrame();
  try {
    return { seconds: sample.timestamp, print: await printOf(frame, turn) };
  } finally {
    frame.close();
  }
}
