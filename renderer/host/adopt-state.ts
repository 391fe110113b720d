import type { Query } from '@tanstack/react-query';
import type { AppState } from '../../shared/library.ts';
import { callKey } from './query-call.ts';
import { queryClient } from './query-client.ts';

const ofLibrary = (query: Query): boolean => query.queryKey[0] !== 'app.state';

/** Takes in the state after a library was opened or closed: every answer about the one before is forgotten. */
export function adoptState(state: AppState): void {
  const before = queryClient.getQueryData<AppState>(callKey('app.state', {}))?.open?.id;
  queryClient.setQueryData(callKey('app.state', {}), state);
  if (before === state.open?.id) return;
  queryClient.removeQueries({ predicate: ofLibrary, type: 'inactive' });
  if (state.open !== null) void queryClient.resetQueries({ predicate: ofLibrary, type: 'active' });
}
