import { ERROR_CODES } from '../../shared/errors.ts';

/** True for an error as the contract writes it: a known code, a sentence, no stack. */
export function isAppError(reply: unknown): boolean {
  const error = (reply as { ok?: unknown; error?: { code?: unknown; message?: unknown } } | null)?.error;
  const { code, message } = error ?? {};
  const known = ERROR_CODES.some((each) => each === code);
  return known && typeof message === 'string' && !/\n\s+at |\.ts:\d|node_modules/.test(message);
}

/** How many of `count` messages were answered, and the first few answers that are defects of ours. */
export async function messagesOf(
  count: number,
  ask: () => Promise<unknown>,
): Promise<{ answered: number; defects: unknown[] }> {
  const defects: unknown[] = [];
  let answered = 0;
  for (let n = 0; n < count && defects.length < 5; n++) {
    const reply = (await ask()) as { ok?: unknown; value?: unknown; error?: { code?: unknown } };
    answered += 1;
    // Opening no folder is an answer, too: the person chose none.
    const nothing = reply?.ok === true && (reply.value === null || reply.value === undefined);
    if (!nothing && (!isAppError(reply) || reply.error?.code === 'internal')) defects.push(reply);
  }
  return { answered, defects };
}
