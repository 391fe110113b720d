import type { Handlers } from './handlers.ts';
import type { Jobs } from './jobs/jobs.ts';

type Names = 'jobs.list' | 'jobs.cancel' | 'jobs.pause' | 'jobs.resume' | 'jobs.clear' | 'jobs.wait';

export function jobHandlers(jobs: Jobs): Pick<Handlers, Names> {
  return {
    'jobs.list': () => jobs.list(),
    'jobs.cancel': ({ id }) => jobs.cancel(id),
    'jobs.pause': ({ id }) => jobs.pause(id),
    'jobs.resume': ({ id }) => jobs.resume(id),
    'jobs.clear': () => jobs.clear(),
    'jobs.wait': ({ ids }) => jobs.wait(ids),
  };
}
