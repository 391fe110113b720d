import type { CallName, Input, Output, Reply } from '../../shared/api.ts';
import { fromEnvelope } from '../../shared/errors.ts';
import { bridge } from './bridge.ts';

/**
 * Asks the core.
 * @throws AppError with the stable code and sentence the core gave
 */
export async function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = (await bridge.call(name, input)) as Reply<N>;
  if (reply.ok) return reply.value;
  throw fromEnvelope(reply.error);
}
