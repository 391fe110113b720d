import type { LibraryInfo } from '../../shared/library.ts';
import { useQueryCall } from '../host/query-call.ts';

/** The library that is open with its present numbers, or null. Known at once after the first answer. */
export function useOpenLibrary(): LibraryInfo | null {
  const open = useQueryCall('app.state', {}).data?.open ?? null;
  const info = useQueryCall('library.info', {}, { enabled: open !== null }).data;
  return open !== null && info?.id === open.id ? info : open;
}
