import { AppError } from '../../../shared/errors.ts';
import { launch, MEMORY_BYTES } from '../media/launch.ts';

/** A film of twenty seconds takes a few seconds; a machine on which it takes this long will not make it. */
const LIMIT_MS = 300_000;

/**
 * Runs ffmpeg on files of the sample.
 * @throws AppError ffmpeg_missing, ffmpeg_failed, cancelled
 */
export async function launchSample(tools: { ffmpeg: string; signal: AbortSignal }, args: readonly string[]) {
  const ended = await launch({
    program: tools.ffmpeg,
    args: ['-hide_banner', '-nostdin', '-loglevel', 'error', ...args],
    limitMs: LIMIT_MS,
    writesFile: true,
    memoryBytes: MEMORY_BYTES * 2,
    signal: tools.signal,
  });
  if (ended.code === 0 && !ended.timedOut) return;
  const said = ended.timedOut ? 'it took longer than five minutes' : (ended.lines[0] ?? 'it gave no reason');
  throw new AppError(
    'ffmpeg_failed',
    `ffmpeg could not make a recording of the sample case: ${said}. Check that ffmpeg was built with libx264.`,
    { exitCode: ended.code },
  );
}
