import { AppError } from '../../../shared/errors.ts';
import { intervalSeconds } from '../../../shared/frames.ts';
import type { KeptIndex } from './index-file.ts';
import type { Ended } from './launch.ts';

/** Time of a film's pictures on its own clock: of frame 0, and of the end of the last one. */
export interface PictureSpan {
  readonly start: number;
  readonly end: number;
}

export const pictureSpan = (index: KeptIndex): PictureSpan => {
  const { start, end } = intervalSeconds(index, 0, index.pts.length - 1);
  return { start, end: Math.max(start, end) };
};

/** ffmpeg reads times to the microsecond. */
export const micro = (seconds: number): string => seconds.toFixed(6);

/** Work that took too long is a failure of the work, not of the file. */
export function assertInTime({ timedOut }: Ended, what: string): void {
  if (timedOut)
    throw new AppError(
      'ffmpeg_failed',
      `${what} took too long and was stopped. Try again when the machine has less to do.`,
    );
}
