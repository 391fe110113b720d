import type { AppState } from '../../shared/library.ts';
import { onAppEvent } from './event-hub.ts';
import { callKey } from './query-call.ts';
import { queryClient } from './query-client.ts';

/**
 * Blanks the page as soon as the host says that the library is being locked, without asking anything: every answer about
 * it is forgotten once the screen that showed it is gone. Called once at start; the result ends it.
 */
export function followLocks(): () => void {
  return onAppEvent((event) => {
    if (event.type !== 'locked') return;
    const key = callKey('app.state', {});
    const state = queryClient.getQueryData<AppState>(key);
    if (state !== undefined) queryClient.setQueryData(key, { ...state, open: null, locked: { path: event.path } });
    setTimeout(() => queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'app.state' }));
  });
}
