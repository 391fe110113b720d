import { AppError } from '../../shared/errors.ts';

export interface Uploaded {
  readonly upload: string;
  readonly bytes: number;
}

function readUploaded(request: XMLHttpRequest, name: string): Uploaded {
  const body: unknown = request.response;
  if (request.status === 200 && typeof body === 'object' && body !== null && 'upload' in body) return body as Uploaded;
  const refused = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  if (typeof refused === 'object' && refused !== null && 'code' in refused && 'message' in refused) {
    const { code, message } = refused as { code: AppError['code']; message: string };
    throw new AppError(code, message);
  }
  throw new AppError('internal', `"${name}" could not be copied in: Aigaq answered with HTTP ${request.status}.`);
}

/**
 * Streams a file's bytes into the library's intake. The browser reads the file piece by piece, so its size does not
 * matter. XMLHttpRequest and not fetch: only it reports how much has been sent.
 * @param onProgress bytes sent so far
 * @throws AppError; `cancelled` when `signal` ended it
 */
export function uploadFile(file: File, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    request.open('POST', '/upload');
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onabort = () => reject(new AppError('cancelled', `Copying "${file.name}" was cancelled.`));
    request.onerror = () =>
      reject(
        new AppError(
          'unreadable_file',
          `"${file.name}" could not be read, or the connection broke. Check that it still exists, then add it again.`,
        ),
      );
    request.onload = () => {
      try {
        resolve(readUploaded(request, file.name));
      } catch (error) {
        reject(error);
      }
    };
    request.onloadend = () => signal.removeEventListener('abort', cancel);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) return reject(new AppError('cancelled', `Copying "${file.name}" was cancelled.`));
    request.send(file);
  });
}
