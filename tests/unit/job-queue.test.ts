import { describe, expect, test, vi } from 'vitest';
import { createJobs } from '../../electron/core/jobs/create-jobs.ts';
import type { JobRepo, StoredJob } from '../../electron/core/jobs/job-repo.ts';
import type { JobDefinition } from '../../electron/core/jobs/jobs.ts';
import { progressMeter } from '../../electron/core/jobs/progress-meter.ts';
import { throttle } from '../../electron/core/jobs/throttle.ts';
import { silentLog } from '../../electron/core/log.ts';
import { AppError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import { codeOf } from '../support/case-library.ts';

/** What a database would keep between two runs of the program. */
function keptJobs(): JobRepo & { rows: Map<string, StoredJob> } {
  const rows = new Map<string, StoredJob>();
  const change = (id: string, fields: Partial<StoredJob>) => {
    const row = rows.get(id);
    if (row) rows.set(id, { ...row, ...fields });
  };
  return {
    rows,
    all: () => [...rows.values()],
    insert: (jobs) => {
      for (const job of jobs) rows.set(job.job.id, job);
    },
    saveState: (job) => change(job.id, { job }),
    saveInput: (id, input) => change(id, { input }),
    remove: (ids) => {
      for (const id of ids) rows.delete(id);
    },
  };
}

interface Controlled {
  readonly definition: JobDefinition<{ name: string }, string>;
  readonly begun: string[];
  readonly inputs: unknown[];
  end(name: string, error?: Error): void;
}

function controlled(parallel = 1): Controlled {
  const ends = new Map<string, (error?: Error) => void>();
  const begun: string[] = [];
  const inputs: unknown[] = [];
  return {
    begun,
    inputs,
    end: (name, error) => ends.get(name)?.(error),
    definition: {
      kind: 'import',
      parallel,
      parse: (input) => {
        if (typeof input !== 'object' || input === null || !('name' in input)) throw new Error('not an input');
        return { ...input, name: String(input.name) };
      },
      title: ({ name }) => name,
      run: (input, work) =>
        new Promise((resolve, reject) => {
          begun.push(input.name);
          inputs.push(input);
          ends.set(input.name, (error) => (error ? reject(error) : resolve(`${input.name} by ${work.operator}`)));
          work.signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled.')));
          work.onStep({ step: 'Working', done: 1, total: 2, unit: 'files' });
          work.keep({ ...input, name: input.name });
        }),
    },
  };
}

const start = (repo: JobRepo) => createJobs({ repo, clock: () => new Date('2026-11-23T00:00:00Z'), log: silentLog });
const names = (...all: string[]) => all.map((name) => ({ name }));

describe('the queue', () => {
  test('runs in order, so many at once as its kind allows', async () => {
    const work = controlled(2);
    const jobs = start(keptJobs());
    jobs.define(work.definition);
    const queued = jobs.enqueue('import', names('a', 'b', 'c'), 'Op');
    expect(new Set(queued.map((job) => job.batch)).size).toBe(1);
    expect(queued.map((job) => job.state)).toEqual(['running', 'running', 'queued']);
    work.end('b');
    const [, b] = queued;
    expect(await jobs.wait([b?.id ?? ''])).toMatchObject([{ state: 'done', result: 'b by Op', progress: null }]);
    await Promise.resolve();
    expect(work.begun).toEqual(['a', 'b', 'c']);
    work.end('a');
    work.end('c');
    await jobs.wait(queued.map((job) => job.id));
    expect(jobs.list().map((job) => job.state)).toEqual(['done', 'done', 'done']);
    expect(jobs.clear()).toEqual([]);
  });

  test('tells failures as plain data, and runs a failed one again', async () => {
    const work = controlled();
    const jobs = start(keptJobs());
    jobs.define(work.definition);
    const [job] = jobs.enqueue('import', names('a'), 'Op');
    const id = job?.id ?? '';
    work.end('a', new AppError('disk_full', 'Full.'));
    expect(await jobs.wait([id])).toMatchObject([{ state: 'failed', error: { code: 'disk_full', message: 'Full.' } }]);
    expect(jobs.resume(id)).toMatchObject({ state: 'running', error: null });
    expect(await codeOf(Promise.resolve().then(() => jobs.resume(id)))).toBe('invalid_input');
    work.end('a');
    expect(await jobs.wait([id])).toMatchObject([{ state: 'done' }]);
    expect(await codeOf(Promise.resolve().then(() => jobs.resume('none')))).toBe('not_found');
  });

  test('cancels what runs and what waits', async () => {
    const work = controlled();
    const jobs = start(keptJobs());
    jobs.define(work.definition);
    const [a, b] = jobs.enqueue('import', names('a', 'b'), 'Op');
    expect(await jobs.cancel(b?.id ?? '')).toMatchObject({ state: 'cancelled' });
    expect(await jobs.cancel(a?.id ?? '')).toMatchObject({ state: 'cancelled' });
    expect(await jobs.cancel(a?.id ?? '')).toMatchObject({ state: 'cancelled' });
    expect(work.begun).toEqual(['a']);
  });

  test('what is paused waits, running or not, until somebody resumes or cancels it', async () => {
    const work = controlled();
    const jobs = start(keptJobs());
    jobs.define(work.definition);
    const [a, b] = jobs.enqueue('import', names('a', 'b'), 'Op').map(({ id }) => id) as [string, string];
    expect(await jobs.pause(b)).toMatchObject({ state: 'interrupted', endedAt: null });
    expect(await jobs.pause(a)).toMatchObject({ state: 'interrupted', progress: null });
    expect(work.begun).toEqual(['a']);
    expect(jobs.resume(a)).toMatchObject({ state: 'running' });
    expect(await jobs.cancel(b)).toMatchObject({ state: 'cancelled' });
    expect(await jobs.cancel(a)).toMatchObject({ state: 'cancelled' });
    expect(await jobs.pause(a)).toMatchObject({ state: 'cancelled' });
  });

  test('what the program left unfinished is interrupted, and can be resumed with what it had kept', async () => {
    const repo = keptJobs();
    const before = start(repo);
    before.define(controlled().definition);
    const [a, b] = before.enqueue('import', names('a', 'b'), 'Op');
    await before.drain();
    expect(before.list().map((job) => job.state)).toEqual(['interrupted', 'interrupted']);
    expect(() => before.enqueue('import', names('c'), 'Op')).toThrow(/closed/);

    const killed = keptJobs();
    for (const stored of repo.rows.values()) killed.insert([{ ...stored, job: { ...stored.job, state: 'queued' } }]);
    const work = controlled();
    const after = start(killed);
    after.define(work.definition);
    expect(after.list().map((job) => job.state)).toEqual(['interrupted', 'interrupted']);
    expect(await after.wait([a?.id ?? ''])).toMatchObject([{ state: 'interrupted' }]);
    after.resumeAll();
    expect(work.begun).toEqual(['a']);
    work.end('a');
    await after.wait([a?.id ?? '']);
    work.end('b');
    expect(await after.wait([b?.id ?? ''])).toMatchObject([{ state: 'done', result: 'b by Op' }]);
  });

  test('tells of a job at most ten times a second, and always of its end', async () => {
    const work = controlled();
    const jobs = start(keptJobs());
    const told: Job[] = [];
    jobs.onChange((job) => void told.push(job));
    jobs.define({
      ...work.definition,
      run: async (_, { onStep }) => {
        for (let n = 0; n < 1000; n++) onStep({ step: 'Working', done: n, total: 1000, unit: 'files' });
        return 'done';
      },
    });
    const [job] = jobs.enqueue('import', names('a'), 'Op');
    await jobs.wait([job?.id ?? '']);
    expect(told.length).toBeLessThan(6);
    expect(told.at(-1)).toMatchObject({ state: 'done', result: 'done' });
  });
});

describe('progress', () => {
  const step = (done: number, name = 'Copying') => ({ step: name, done, total: 1000, unit: 'bytes' }) as const;

  test('rate and time left come from the last few seconds', () => {
    const meter = progressMeter();
    expect(meter.update(step(0), 0)).toMatchObject({ rate: null, secondsLeft: null });
    expect(meter.update(step(100), 1000)).toMatchObject({ rate: 100, secondsLeft: 9 });
    // It slows down to a tenth: ten seconds later the fast start is forgotten.
    for (let second = 2; second <= 12; second++) meter.update(step(100 + (second - 1) * 10), second * 1000);
    const slow = meter.update(step(220), 13_000);
    expect(slow.rate).toBeCloseTo(10, 1);
    expect(slow.secondsLeft).toBeCloseTo(78, 0);
  });

  test('a step of the same work that has another name goes on', () => {
    const meter = progressMeter();
    meter.update(step(0, 'Making exhibit 1 of 200'), 0);
    expect(meter.update(step(100, 'Making exhibit 2 of 200'), 1000)).toMatchObject({ rate: 100, secondsLeft: 9 });
  });

  test('another step begins afresh', () => {
    const meter = progressMeter();
    meter.update(step(0), 0);
    meter.update(step(500), 1000);
    expect(meter.update(step(0, 'Checking'), 1100)).toMatchObject({ rate: null });
    expect(meter.update({ ...step(500), unit: 'frames' }, 2000)).toMatchObject({ rate: null });
  });
});

test('a throttle hands on the first at once and the last for sure', () => {
  // A busy machine would otherwise be late, and what is told at once would be told later.
  vi.useFakeTimers();
  try {
    const seen: number[] = [];
    const gate = throttle<number>(30, (value) => void seen.push(value));
    for (let n = 1; n <= 5; n++) gate.push(n);
    expect(seen).toEqual([1]);
    vi.advanceTimersByTime(80);
    expect(seen).toEqual([1, 5]);
    gate.push(6);
    gate.push(7);
    gate.stop();
    vi.advanceTimersByTime(80);
    expect(seen).toEqual([1, 5, 6]);
  } finally {
    vi.useRealTimers();
  }
});
