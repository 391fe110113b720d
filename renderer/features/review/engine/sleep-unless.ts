/** Resolves after `ms` milliseconds, or as soon as the signal aborts. */
export function sleepUnless(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Resolves with the work, or as soon as the signal aborts; what the work comes to then is nobody's business. */
export async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const aborted = new Promise<void>((resolve) => either.addEventListener('abort', () => resolve(), { once: true }));
  if (signal.aborted) return;
  try {
    await Promise.race([work, aborted]);
  } finally {
    over.abort();
  }
}
