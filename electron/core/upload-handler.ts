import { AppError, type ErrorCode, toEnvelope } from '../../shared/errors.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

export interface UploadDeps {
  readonly store: Store;
  readonly mode: 'write' | 'read';
  readonly log: Log;
}

/** Takes the raw body of a POST and answers `{upload, bytes}`; failures answer an error envelope with its status. */
export function createUploadHandler({ store, mode, log }: UploadDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      if (request.method !== 'POST') return json(405, { error: 'Only POST is possible here.' }, { allow: 'POST' });
      if (mode === 'read') throw new AppError('library_locked', 'This library is open for reading only.');
      const body = request.body ?? new Blob([]).stream();
      return json(200, await store.receiveUpload(body, request.signal));
    } catch (error) {
      const envelope = toEnvelope(error);
      log.warn('upload.failed', { code: envelope.code });
      return json(statusOf(envelope.code), { error: envelope });
    }
  };
}

function statusOf(code: ErrorCode): number {
  if (code === 'disk_full') return 507;
  if (code === 'library_locked') return 403;
  return code === 'cancelled' ? 499 : 500;
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(value, { status, headers: { ...headers, 'cache-control': 'no-store' } });
}
