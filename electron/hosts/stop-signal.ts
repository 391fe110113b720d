/** Exit code that a shell gives a program ended by Ctrl+C. */
const INTERRUPTED = 130;
/** One Ctrl+C may arrive twice: from the terminal, and passed on by the program that started this one. */
const SAME_PRESS_MS = 500;

/**
 * Aborts when somebody asks this process to end. The first Ctrl+C puts running work down tidily; another one, pressed
 * by somebody who will not wait for that, ends the process at once. SIGTERM is never impatient.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstPress: number | null = null;
  process.on('SIGTERM', () => controller.abort());
  process.on('SIGINT', () => {
    const now = performance.now();
    firstPress ??= now;
    if (now - firstPress > SAME_PRESS_MS) process.exit(INTERRUPTED);
    controller.abort();
  });
  return controller.signal;
}
