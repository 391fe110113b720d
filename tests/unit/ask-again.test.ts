import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { askAgain } from '../../renderer/host/ask-again.ts';

/** A shown answer whose fetches are let through one by one. */
function shown() {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  const waiting: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['list', {}],
    queryFn: () => new Promise<string>((resolve) => waiting.push(resolve)),
  });
  const stop = observer.subscribe(() => {});
  return { client, waiting, answer: () => observer.getCurrentResult().data, stop };
}

test('a change during the very first answer is not lost with it', async () => {
  const { client, waiting, answer, stop } = shown();
  const asked = askAgain(client, 'list');
  waiting[0]?.('before the change');
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.('after the change');
  await asked;
  expect(answer()).toBe('after the change');
  stop();
});

test('a change after the first answer asks once more', async () => {
  const { client, waiting, answer, stop } = shown();
  waiting[0]?.('first');
  await expect.poll(answer).toBe('first');
  const asked = askAgain(client, 'list');
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.('second');
  await asked;
  expect(answer()).toBe('second');
  expect(waiting).toHaveLength(2);
  stop();
});

test('without a name every answer is asked for again, each when it may be', async () => {
  const { client, waiting, answer, stop } = shown();
  client.setQueryData(['other', {}], 'old');
  let other = 0;
  const stopOther = new QueryObserver(client, {
    queryKey: ['other', {}],
    queryFn: async () => `new ${++other}`,
  }).subscribe(() => {});
  const asked = askAgain(client);
  // One whose first answer is slow keeps no other one waiting.
  await expect.poll(() => client.getQueryData(['other', {}])).toBe('new 1');
  waiting[0]?.('before the change');
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.('after the change');
  await asked;
  expect(answer()).toBe('after the change');
  stop();
  stopOther();
});
