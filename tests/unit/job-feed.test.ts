import { expect, test, vi } from 'vitest';
import type { Job } from '../../shared/job.ts';

const host = vi.hoisted(() => ({ tell: (_event: unknown): void => {} }));
vi.mock('../../renderer/host/bridge.ts', () => ({
  bridge: {
    call: () => Promise.reject(new Error('nothing is asked')),
    on: (listener: (event: unknown) => void) => {
      host.tell = listener;
      return () => undefined;
    },
  },
}));

const { followJobs } = await import('../../renderer/host/job-feed.ts');
const { callKey } = await import('../../renderer/host/query-call.ts');
const { queryClient } = await import('../../renderer/host/query-client.ts');

const job = (state: Job['state']) => ({ id: 'job-1', kind: 'prepare', state }) as Job;

test('what was told while the list was on its way is not lost when an older list arrives', async () => {
  const queryKey = callKey('jobs.list', {});
  let arrive: (list: Job[]) => void = () => {};
  const stop = followJobs(() => undefined);
  const asked = queryClient.fetchQuery({
    queryKey,
    queryFn: () => new Promise<Job[]>((resolve) => (arrive = resolve)),
  });
  host.tell({ type: 'job', job: job('done') });
  await new Promise((go) => setTimeout(go, 250));
  arrive([job('running')]);
  await asked;
  await vi.waitFor(() => expect(queryClient.getQueryData(queryKey)).toEqual([job('done')]));
  stop();
});
