import { AppError } from '../../../shared/errors.ts';
import type { FfmpegEnded } from './ffmpeg.ts';

export const NO_MEMORY = 'needed more memory than one recording may have';

/** Why a decoder did not come to its own end, in words that follow "the decoder"; null when it did. */
export function breakdownOf({ timedOut, outOfMemory, killedBy }: FfmpegEnded): string | null {
  if (timedOut) return 'took too long and was stopped';
  if (outOfMemory) return NO_MEMORY;
  return killedBy === null ? null : `broke off (${killedBy})`;
}

/** What is left to say when pictures are missing because the decoder broke down: nothing about the original. */
export function brokeDown(reason: string): AppError {
  return new AppError(
    'ffmpeg_failed',
    `The decoder ${reason}, so these pictures could not be had. Nothing is said of the original by that; try again when the machine has less to do.`,
    { reason },
  );
}
