/**
 * Works on up to `limit` items at once, and begins them in their order. The first failure stops the others, which are
 * waited for: when this ends, nothing of it works on.
 * @param work is told to stop by its signal
 * @returns the answers in the order of the items
 */
export async function mapLimited<I, O>(
  items: readonly I[],
  limit: number,
  signal: AbortSignal,
  work: (item: I, position: number, signal: AbortSignal) => Promise<O>,
): Promise<O[]> {
  const answers: O[] = [];
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let position = next++; position < items.length; position = next++) {
      stop.throwIfAborted();
      answers[position] = await work(items[position] as I, position, stop);
    }
  };
  const failures: unknown[] = [];
  const lanes = Array.from({ length: limit }, () =>
    lane().catch((error) => {
      failures.push(error);
      failed.abort(error);
    }),
  );
  await Promise.all(lanes);
  if (failures.length > 0) throw failures[0];
  return answers;
}
