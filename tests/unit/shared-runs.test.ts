import { expect, test } from 'vitest';
import { sharedRuns } from '../../electron/core/media/shared-runs.ts';
import { type Step, unwatched, type Work } from '../../electron/core/progress.ts';

const STEP: Step = { step: 'Reading', done: 1, total: 2, unit: 'bytes' };

/** Runs that a test ends by hand, and whoever waits for them. */
function room() {
  const begun: { key: string; work: Work; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const runs = sharedRuns<string>(
    (key, work) => new Promise((end, fail) => void begun.push({ key, work, end, fail: (error) => fail(error) })),
  );
  const waiter = (key = 'film') => {
    const cancel = new AbortController();
    const steps: Step[] = [];
    const ended = runs.join(key, { signal: cancel.signal, onStep: (step) => void steps.push(step) });
    return { cancel: () => cancel.abort(), steps, ended: ended.catch((error: Error) => error) };
  };
  return { runs, begun, waiter };
}

test('is done once for all who wait, and each of them is told', async () => {
  const { begun, waiter } = room();
  const [one, two, other] = [waiter(), waiter(), waiter('other')];
  expect(begun.map(({ key }) => key)).toEqual(['film', 'other']);
  begun[0]?.work.onStep(STEP);
  begun[0]?.end('read');
  expect([await one.ended, await two.ended]).toEqual(['read', 'read']);
  expect([one.steps, two.steps, other.steps]).toEqual([[STEP], [STEP], []]);
});

test('goes on while anybody waits, and is given up with the last', async () => {
  const { begun, waiter } = room();
  const [one, two] = [waiter(), waiter()];
  one.cancel();
  expect(await one.ended).toMatchObject({ code: 'cancelled' });
  expect(begun[0]?.work.signal.aborted).toBe(false);
  begun[0]?.work.onStep(STEP);
  expect([one.steps, two.steps]).toEqual([[], [STEP]]);
  two.cancel();
  expect(await two.ended).toMatchObject({ code: 'cancelled' });
  expect(begun[0]?.work.signal.aborted).toBe(true);
});

test('begins anew after it was given up, however long the old run takes to end', async () => {
  const { begun, waiter } = room();
  const first = waiter();
  first.cancel();
  const second = waiter();
  begun[0]?.fail(new Error('stopped at last'));
  expect(await first.ended).toMatchObject({ code: 'cancelled' });
  const third = waiter();
  expect(begun).toHaveLength(2);
  begun[1]?.end('read');
  expect([await second.ended, await third.ended]).toEqual(['read', 'read']);
});

test('a failure is told to all and tried again by the next', async () => {
  const { begun, waiter } = room();
  const [one, two] = [waiter(), waiter()];
  begun[0]?.fail(new Error('no disk'));
  expect([await one.ended, await two.ended]).toEqual([new Error('no disk'), new Error('no disk')]);
  waiter();
  expect(begun).toHaveLength(2);
});

test('whoever was cancelled before begins nothing, and nothing begins after the end', async () => {
  const { runs, begun, waiter } = room();
  await expect(runs.join('film', { ...unwatched, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(begun).toHaveLength(0);
  const one = waiter();
  runs.close();
  expect(begun[0]?.work.signal.aborted).toBe(true);
  begun[0]?.fail(new Error('stopped'));
  expect(await one.ended).toEqual(new Error('stopped'));
  expect(await waiter().ended).toMatchObject({ code: 'cancelled' });
});
