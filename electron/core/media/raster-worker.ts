import { parentPort } from 'node:worker_threads';
import { assertNever } from '../../../shared/assert-never.ts';
import { AppError, toEnvelope } from '../../../shared/errors.ts';
import { drawHeif, inspectHeif } from './raster-heif.ts';
import { hasAborted } from './raster-memory.ts';
import type { FromRaster, Inspected, RasterJob, ToRaster } from './raster-messages.ts';
import { drawPdfPage, inspectPdf } from './raster-pdf.ts';
import { drawPicturePage, firstLine, inspectPicture } from './raster-picture.ts';

/**
 * Thread that draws documents and pictures. They come from strangers: when a decoder hangs or breaks, only this thread
 * is ended and replaced (raster.ts).
 */
function run(job: RasterJob): Promise<Inspected | Uint8Array> {
  const { file } = job;
  if (file.family === 'pdf') return job.type === 'inspect' ? inspectPdf(file) : drawPdfPage(file, job.page, job.width);
  switch (file.family) {
    case 'picture':
      return job.type === 'inspect' ? inspectPicture(file.source) : drawPicturePage(file.source, job.page, job.width);
    case 'heif':
      return job.type === 'inspect' ? inspectHeif(file.source) : drawHeif(file.source, job.page, job.width);
    default:
      return assertNever(file.family);
  }
}

parentPort?.on('message', ({ id, job }: ToRaster) => {
  run(job).then(
    (value) => answer({ id, ok: true, value }),
    (error: unknown) => {
      // A decoder that has aborted is of no use to the next file; the thread is replaced as after a crash.
      if (hasAborted(error)) process.exit(1);
      answer({ id, ok: false, error: toEnvelope(asAppError(error)) });
    },
  );
});

/** What a decoder throws speaks of the file, not of the program. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    'not_reviewable',
    `This page cannot be drawn (${firstLine(error)}). The file is kept as evidence.`,
  );
}

function answer(message: FromRaster): void {
  parentPort?.postMessage(message);
}
