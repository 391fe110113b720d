import type { QueryClient } from '@tanstack/react-query';

/**
 * Asks again for every shown answer to `name`, because something changed. A first answer that is still on its way may
 * tell of the time before the change, and the query library would take it for current; it is waited for first.
 */
export async function askAgain(client: QueryClient, name: string): Promise<void> {
  const queryKey = [name];
  const first = client
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined });
  await Promise.allSettled(first.map((query) => query.promise));
  await client.invalidateQueries({ queryKey });
}
