import { expect, test } from 'vitest';
import { readCourses } from '../../electron/core/features/exhibits/bundle/recording-courses.ts';
import type { ExhibitDeps } from '../../electron/core/features/exhibits/exhibit-deps.ts';
import type { Step } from '../../electron/core/progress.ts';

const EVIDENCE = [
  { id: 'film', frames: 10 },
  { id: 'paper', frames: null },
  { id: 'other film', frames: 20 },
];

/** Reads with a stand-in for the service, which is asked for nothing but reports. */
async function read(stop: (read: number) => boolean = () => false) {
  const asked: string[] = [];
  const steps: Step[] = [];
  const cancel = new AbortController();
  const report = async (id: string) => {
    asked.push(id);
    if (stop(asked.length)) cancel.abort(new Error('cancelled'));
  };
  const work = { signal: cancel.signal, onStep: (step: Step) => void steps.push(step) };
  const ended = await readCourses({ continuity: { report } } as unknown as ExhibitDeps, EVIDENCE, work).then(
    () => 'whole',
    (error: Error) => error.message,
  );
  return { asked, steps, ended };
}

test('every recording is read and told, documents are not', async () => {
  const { asked, steps, ended } = await read();
  expect(ended).toBe('whole');
  expect(asked).toEqual(['film', 'other film']);
  expect(steps.map(({ done, total, unit }) => [done, total, unit])).toEqual([
    [0, 2, 'files'],
    [1, 2, 'files'],
  ]);
});

test('nothing more is read once it was cancelled', async () => {
  expect(await read((count) => count === 1)).toMatchObject({ asked: ['film'], ended: 'cancelled' });
});
