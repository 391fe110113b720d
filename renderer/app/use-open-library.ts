import type { LibraryInfo } from '../../shared/library.ts';
import { useQueryCall } from '../host/query-call.ts';

/** The library that is open, or null. Known at once after the first answer. */
export function useOpenLibrary(): LibraryInfo | null {
  return useQueryCall('app.state', {}).data?.open ?? null;
}
