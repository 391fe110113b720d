import { expect, test } from 'vitest';
import { readCourses } from '../../electron/core/features/exhibits/bundle/recording-courses.ts';
import type { ExhibitDeps } from '../../electron/core/features/exhibits/exhibit-deps.ts';
import type { Step, Work } from '../../electron/core/progress.ts';

const EVIDENCE = [
  { id: 'film', frames: 10, bytes: 1000 },
  { id: 'paper', frames: null, bytes: 50 },
  { id: 'other film', frames: 20, bytes: 3000 },
];

/** Reads with a stand-in for the service, which is asked for nothing but reports. */
async function read(stop: (read: number) => boolean = () => false) {
  const asked: string[] = [];
  const steps: Step[] = [];
  const cancel = new AbortController();
  const report = async (id: string, reading: Work) => {
    asked.push(id);
    reading.onStep({ step: 'Reading', done: 700, total: 1000, unit: 'bytes' });
    if (stop(asked.length)) cancel.abort(new Error('cancelled'));
  };
  const work = { signal: cancel.signal, onStep: (step: Step) => void steps.push(step) };
  const ended = await readCourses({ continuity: { report } } as unknown as ExhibitDeps, EVIDENCE, work).then(
    () => 'whole',
    (error: Error) => error.message,
  );
  return { asked, steps, ended };
}

test('every recording is read and told with the share that is read of it, documents are not', async () => {
  const { asked, steps, ended } = await read();
  expect(ended).toBe('whole');
  expect(asked).toEqual(['film', 'other film']);
  expect(steps.map(({ done, total, unit }) => [done, total, unit])).toEqual([
    [0, 4000, 'bytes'],
    [700, 4000, 'bytes'],
    [1000, 4000, 'bytes'],
    [1700, 4000, 'bytes'],
  ]);
});

test('nothing more is read once it was cancelled', async () => {
  expect(await read((count) => count === 1)).toMatchObject({ asked: ['film'], ended: 'cancelled' });
});
