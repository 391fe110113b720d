import type { Job } from '../../shared/job.ts';
import { isOver } from '../../shared/job.ts';
import { onAppEvent } from './event-hub.ts';
import { mergeJobs } from './merge-jobs.ts';
import { callKey, useQueryCall } from './query-call.ts';
import { queryClient } from './query-client.ts';

const NONE: readonly Job[] = [];
const KEY = callKey('jobs.list', {});
/** Jobs report up to ten times a second each; a list of thousands is redrawn at most this often. */
const GATHER_MS = 100;

/** Lists jobs that a call has just started, before their first event comes. */
export function addJobs(started: readonly Job[]): void {
  queryClient.setQueryData<Job[]>(KEY, (list) => {
    const known = new Set(list?.map((job) => job.id));
    return list === undefined ? undefined : [...list, ...started.filter((job) => !known.has(job.id))];
  });
}

/** Feeds job events into the shown list. Called once at start; the result ends it. */
export function followJobs(onEnd: (job: Job) => void): () => void {
  const waiting = new Map<string, Job>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    // An answer that is on its way may be older than what was told since, and would stand for good.
    if (queryClient.isFetching({ queryKey: KEY }) > 0) {
      timer = setTimeout(flush, GATHER_MS);
      return;
    }
    const updates = new Map(waiting);
    waiting.clear();
    queryClient.setQueryData<Job[]>(KEY, (list) => (list === undefined ? undefined : mergeJobs(list, updates)));
  };
  const stop = onAppEvent((event) => {
    if (event.type !== 'job') return;
    waiting.set(event.job.id, event.job);
    timer ??= setTimeout(flush, GATHER_MS);
    if (isOver(event.job)) onEnd(event.job);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Every job of the open library in the order it was asked for, kept current. */
export function useJobs(): readonly Job[] {
  return useQueryCall('jobs.list', {}).data ?? NONE;
}

/** One job by id, kept current; undefined until the list knows it. */
export function useJob(id: string | null): Job | undefined {
  const jobs = useJobs();
  return id === null ? undefined : jobs.find((job) => job.id === id);
}
