import { MutationCache, QueryClient } from '@tanstack/react-query';
import type { Topic } from '../../shared/api.ts';
import { toEnvelope } from '../../shared/errors.ts';
import { askAgain } from './ask-again.ts';
import { connection, onConnection } from './connection.ts';
import { onAppEvent } from './event-hub.ts';
import { affectedCalls } from './topics.ts';

type Reporter = (error: ReturnType<typeof toEnvelope>) => void;
let report: Reporter = () => {};

/** Where failures of changes go that no screen takes care of itself. */
export function setErrorReporter(reporter: Reporter): void {
  report = reporter;
}

/**
 * Answers stay fresh until the core says that something changed, so nothing is asked twice and nothing goes stale.
 * The network mode is `always`: the host is this machine, whatever the browser believes about being online.
 */
export const queryClient = new QueryClient({
  mutationCache: new MutationCache({
    onError: (error, _input, _context, mutation) => {
      if (mutation.meta?.quiet !== true) report(toEnvelope(error));
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always' },
  },
});

/** An import of thousands of files announces a change for each; questions are repeated at most this often. */
const GATHER_MS = 200;

/** Keeps every shown answer current. Called once at start; the result ends it. */
export function followChanges(): () => void {
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const names = affectedCalls(waiting);
    waiting.clear();
    for (const name of names) void askAgain(queryClient, name);
  };
  const stopEvents = onAppEvent((event) => {
    if (event.type !== 'changed') return;
    for (const topic of event.topics) waiting.add(topic);
    timer ??= setTimeout(flush, GATHER_MS);
  });
  const stopConnection = onConnection(() => {
    // What was told while nobody listened, the time before the first sign of life included, is told to nobody again.
    if (connection() === 'open') void askAgain(queryClient);
  });
  return () => {
    clearTimeout(timer);
    stopEvents();
    stopConnection();
  };
}
