import { api, type CallFn, type CallName, type Reply } from '../../shared/api.ts';
import { AppError, toEnvelope } from '../../shared/errors.ts';
import type { Log } from '../core/log.ts';

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(api, name);

/**
 * One call as it comes off any transport: never throws, always answers plain data. Both transports use it, so that a
 * page meets the same answers whichever host it runs in.
 */
export async function answerCall(call: CallFn, name: unknown, input: unknown, log: Log): Promise<Reply> {
  try {
    if (!isCallName(name)) {
      const shown = typeof name === 'string' ? `“${name.slice(0, 60)}”` : `of type ${typeof name}`;
      throw new AppError(
        'not_found',
        `Aigaq has no call ${shown}. The page and the program may be of different versions.`,
      );
    }
    // The router validates; a transport has nothing but unknown data to hand over.
    return { ok: true, value: await call(name, input as never) };
  } catch (error) {
    const envelope = toEnvelope(error);
    if (envelope.code === 'internal') log.warn('call.failed', { call: String(name).slice(0, 60) });
    return { ok: false, error: envelope };
  }
}
