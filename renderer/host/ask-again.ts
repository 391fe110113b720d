import type { Query, QueryClient } from '@tanstack/react-query';

/** Asks again for every shown answer, or for those to `name`, because something changed. */
export async function askAgain(client: QueryClient, name?: string): Promise<void> {
  const shown = client.getQueryCache().findAll(name === undefined ? {} : { queryKey: [name] });
  await Promise.all(shown.map((query) => askOneAgain(client, query)));
}

/**
 * A first answer that is still on its way may tell of the time before the change, and the query library would take it
 * for current; it is waited for first.
 */
async function askOneAgain(client: QueryClient, query: Query): Promise<void> {
  const { fetchStatus, data } = query.state;
  if (fetchStatus === 'fetching' && data === undefined) await Promise.allSettled([query.promise]);
  await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
}
