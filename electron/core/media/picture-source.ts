import { AppError } from '../../../shared/errors.ts';
import { decodeRange } from './decode-range.ts';
import { type FfmpegInput, FIRST_FILM } from './ffmpeg.ts';
import type { KeptIndex } from './index-file.ts';
import { mpjpegReader } from './mpjpeg-reader.ts';
import { lookFilters, type PictureLook } from './picture-filters.ts';
import type { PictureWindow } from './picture-windows.ts';

export interface WindowRequest extends PictureWindow {
  readonly program: string | null;
  readonly input: FfmpegInput;
  readonly index: KeptIndex;
  readonly look: PictureLook;
  readonly signal: AbortSignal;
  /** Receives each picture as JPEG as soon as it is decoded and proven. */
  readonly onPicture: (n: number, jpeg: Buffer) => void;
}

/** Decodes one window of frames to JPEG for the screen. @throws AppError verification_failed when the original gives other pictures */
export async function decodeWindow(request: WindowRequest): Promise<void> {
  const { first, last } = request;
  const scale = lookFilters(request.look);
  let jpegs: Buffer[] = [];
  let proven = 0;
  let given = 0;
  let reader = mpjpegReader(() => {});
  const give = () => {
    for (; given < proven && given < jpegs.length; given++) {
      const jpeg = jpegs[given];
      if (jpeg) request.onPicture(first + given, jpeg);
    }
  };
  const { firstDifference } = await decodeRange({
    ...request,
    outputs: (selection) => [{ options: jpegOptions(`${selection},${scale}`, last - first + 1), target: 'pipe:1' }],
    onAttempt: () => {
      jpegs = [];
      proven = 0;
      given = 0;
      reader = mpjpegReader((jpeg) => {
        jpegs.push(jpeg);
        give();
      });
    },
    onStdout: (chunk) => reader.push(chunk),
    onProven: () => {
      proven++;
      give();
    },
  });
  give();
  if (firstDifference !== null) throw differs(firstDifference);
  if (given < last - first + 1)
    throw new AppError(
      'ffmpeg_failed',
      `ffmpeg gave no picture for frame ${first + given}. Try again; if it happens again, ffmpeg may be broken.`,
    );
}

function jpegOptions(filters: string, count: number): string[] {
  return [
    ...[
      '-map',
      FIRST_FILM,
      '-vf',
      filters,
      '-frames:v',
      String(count),
      '-fps_mode',
      'passthrough',
      '-enc_time_base',
      '-1',
    ],
    ...['-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p', '-flush_packets', '1', '-f', 'mpjpeg'],
  ];
}

export function differs(frame: number): AppError {
  return new AppError(
    'verification_failed',
    `Frame ${frame} of the original no longer decodes to the picture that was listed at import. Verify the library to see whether the file has changed.`,
    { frame },
  );
}
