import { pageMemory } from '../lib/memory-storage.ts';
import { useQueryCall } from './query-call.ts';

/**
 * Where a page keeps what belongs to the open library: in `lasting`, or for a sealed library only as long as the page
 * lives, because browsers write their storages to the disk in plain.
 */
export function useLibraryStorage(lasting: Storage): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const sealed = useQueryCall('app.state', {}).data?.open?.sealed !== false;
  return sealed ? pageMemory : lasting;
}
