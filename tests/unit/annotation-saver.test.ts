import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Annotations } from '../../shared/annotation.ts';
import type { Reply } from '../../shared/api.ts';
import type { AppEvent } from '../../shared/app-event.ts';
import { AppError, toEnvelope } from '../../shared/errors.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';

/** The host that the page has: what it was asked, and answers that the test gives when it likes. */
const host = vi.hoisted(() => ({
  asked: [] as { name: string; input: { markId: string; annotations: unknown }; answer: (reply: unknown) => void }[],
  tell: (_event: unknown): void => {},
}));

vi.mock('../../renderer/host/bridge.ts', () => ({
  bridge: {
    call: (name: string, input: never) => new Promise((answer) => host.asked.push({ name, input, answer })),
    on: (listener: (event: unknown) => void) => {
      host.tell = listener;
      return () => undefined;
    },
  },
}));
// A hook outside of a component: it reads what is there.
vi.mock('react', async (actual) => ({
  ...(await actual<typeof import('react')>()),
  useSyncExternalStore: (_subscribe: unknown, get: () => unknown) => get(),
}));

const { currentAnnotations, discardUnsaved, retrySaving, saveAnnotations, useUnsaved } = await import(
  '../../renderer/ui/annotations/annotation-saver.ts'
);
const { callKey } = await import('../../renderer/host/query-call.ts');
const { queryClient } = await import('../../renderer/host/query-client.ts');

const drawing = (id: string): Annotations => annotationsOf([aBox(id, [[3, 0.1]])]);
const [ONE, TWO, THREE] = [drawing('one'), drawing('two'), drawing('three')];
const FULL = new AppError('disk_full', 'The disk is full.', { path: '/x' });
let marks = 0;
let mark: string;

beforeEach(() => {
  // What is not saved outlives everything, so every test has a mark of its own.
  mark = `mk-${++marks}`;
  host.asked.splice(0);
});

/** Lets everything run that can. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const asked = () => host.asked.map(({ input }) => input.annotations);

/** The oldest question that is not answered yet gets this answer. */
async function answer(reply: 'kept' | AppError): Promise<void> {
  await settled();
  const next = host.asked.find((each) => each.answer !== done);
  if (next === undefined) throw new Error('nothing was asked');
  const { annotations } = next.input;
  const value = { mark: {}, annotations, outside: [] };
  next.answer(reply === 'kept' ? { ok: true, value } : ({ ok: false, error: toEnvelope(reply) } as Reply<never>));
  next.answer = done;
  await settled();
}
const done = (): void => {};
const kept = (markId = mark) =>
  queryClient.getQueryData<{ annotations: Annotations }>(callKey('annotations.get', { markId }));

describe('what was drawn', () => {
  test('is shown at once, unsaved without a reason, and told to the library as it is', async () => {
    saveAnnotations(mark, ONE);
    expect(currentAnnotations(mark)).toEqual(ONE);
    expect(useUnsaved(mark)).toEqual({ annotations: ONE, error: null });
    await settled();
    expect(host.asked.map(({ name, input }) => [name, input])).toEqual([
      ['annotations.set', { markId: mark, annotations: ONE }],
    ]);
    await answer('kept');
    expect(useUnsaved(mark)).toBeNull();
    expect(currentAnnotations(mark)).toEqual(ONE);
    expect(kept()?.annotations).toEqual(ONE);
  });

  test('is told one after the other, in order, also of several marks', async () => {
    saveAnnotations(mark, ONE);
    saveAnnotations(mark, TWO);
    saveAnnotations(`${mark}-b`, THREE);
    await settled();
    expect(asked()).toEqual([ONE]);
    await answer('kept');
    // What came last is shown while the first is kept.
    expect(currentAnnotations(mark)).toEqual(TWO);
    expect(useUnsaved(mark)).toEqual({ annotations: TWO, error: null });
    await answer('kept');
    await answer('kept');
    expect(asked()).toEqual([ONE, TWO, THREE]);
    expect([useUnsaved(mark), useUnsaved(`${mark}-b`)]).toEqual([null, null]);
    expect([kept()?.annotations, kept(`${mark}-b`)?.annotations]).toEqual([TWO, THREE]);
  });
});

describe('what could not be saved', () => {
  test('stays to be seen with its reason until it is kept', async () => {
    saveAnnotations(mark, ONE);
    await answer(FULL);
    expect(useUnsaved(mark)).toMatchObject({ annotations: ONE, error: { code: 'disk_full', message: FULL.message } });
    expect(currentAnnotations(mark)).toEqual(ONE);
    retrySaving(mark);
    expect(useUnsaved(mark)).toEqual({ annotations: ONE, error: null });
    await answer(FULL);
    expect(useUnsaved(mark)?.error).toMatchObject({ code: 'disk_full' });
    retrySaving(mark);
    await answer('kept');
    expect(asked()).toEqual([ONE, ONE, ONE]);
    expect([useUnsaved(mark), kept()?.annotations]).toEqual([null, ONE]);
  });

  test('does not stop what comes after it, which has all of it', async () => {
    saveAnnotations(mark, ONE);
    saveAnnotations(mark, TWO);
    saveAnnotations(`${mark}-b`, THREE);
    await answer(FULL);
    // The newer one is on its way, so that there is nothing to tell yet.
    expect(useUnsaved(mark)).toEqual({ annotations: TWO, error: null });
    await answer(FULL);
    expect(useUnsaved(mark)).toMatchObject({ annotations: TWO, error: { code: 'disk_full' } });
    await answer('kept');
    expect([useUnsaved(`${mark}-b`), kept(`${mark}-b`)?.annotations]).toEqual([null, THREE]);
    expect(useUnsaved(mark)?.annotations).toEqual(TWO);
  });

  test('is gone when a person gives it up: what the library has is shown again', async () => {
    saveAnnotations(mark, ONE);
    await answer('kept');
    saveAnnotations(mark, TWO);
    await answer(FULL);
    discardUnsaved(mark);
    expect([useUnsaved(mark), currentAnnotations(mark)]).toEqual([null, ONE]);
    retrySaving(mark);
    await settled();
    expect(asked()).toEqual([ONE, TWO]);
  });

  test('is gone from the page when the library is locked', async () => {
    saveAnnotations(mark, ONE);
    await answer(FULL);
    host.tell({ type: 'locked' } satisfies Partial<AppEvent>);
    expect([useUnsaved(mark), currentAnnotations(mark)]).toEqual([null, null]);
  });
});

test('no mark has nothing unsaved, and nothing is known of one that was never asked for', () => {
  expect(useUnsaved(null)).toBeNull();
  expect(useUnsaved(mark)).toBeNull();
  expect(currentAnnotations(mark)).toBeNull();
});
