import type { CallContext, CallFn, CoreCallName, Output, Parsed, Topic } from '../../shared/api.ts';
import { coreApi } from '../../shared/api.ts';
import { AppError, toEnvelope } from '../../shared/errors.ts';
import { callEffects } from './call-effects.ts';
import { fromSqlite } from './db/sqlite-errors.ts';
import { wellFormed } from './features/custody/canonical-json.ts';
import type { Caller, Handlers } from './handlers.ts';
import { invalidInput } from './invalid-input.ts';
import type { Log } from './log.ts';

export interface RouterDeps {
  readonly handlers: Handlers;
  readonly mode: 'write' | 'read';
  readonly libraryDir: string;
  /** Who acts when a caller does not say. */
  readonly operator: () => string;
  /** Notes who worked last, so that it need not be said again. */
  readonly worked: (operator: string) => void;
  readonly changed: (topics: readonly Topic[]) => void;
  readonly log: Log;
}

/** The one way in: checks the input, runs the handler, tells what changed, and turns every failure into an AppError. */
export function createRouter(deps: RouterDeps): CallFn {
  const { handlers, mode, libraryDir, operator, worked, changed, log } = deps;

  async function answer<N extends CoreCallName>(name: N, input: unknown, context: CallContext): Promise<Output<N>> {
    const effect = callEffects[name];
    if (effect.writes && mode === 'read') throw readOnly(name);
    const read = coreApi[name].input.safeParse(wellFormed(input ?? {}));
    if (!read.success) throw invalidInput(name, read.error);
    const caller: Caller = { operator: operatorOf(context, operator) };
    const value = await handlers[name](read.data as Parsed<N>, caller);
    if (effect.writes && said(context) && name !== 'library.operator') worked(caller.operator);
    if (effect.changes.length > 0) changed(effect.changes);
    return value;
  }

  const call = async (name: string, input: unknown, context: CallContext = {}): Promise<unknown> => {
    try {
      if (!isCoreCall(name)) throw new AppError('usage', `There is no call “${name}”.`, { call: name });
      return await answer(name, input, context);
    } catch (error) {
      throw asAppError(fromSqlite(error, libraryDir), name, log);
    }
  };
  return call as CallFn;
}

export function isCoreCall(name: string): name is CoreCallName {
  return Object.hasOwn(coreApi, name);
}

/** Whatever was thrown, as the one kind of error that callers know. Defects are logged by name, not by text. */
export function asAppError(error: unknown, call: string, log: Log): AppError {
  if (error instanceof AppError) return error;
  log.warn('call.defect', { call, error: error instanceof Error ? error.name : typeof error });
  const { code, message, details } = toEnvelope(error);
  return new AppError(code, message, details);
}

const said = (context: CallContext): boolean => (context.operator ?? '').trim() !== '';

function operatorOf(context: CallContext, fallback: () => string): string {
  const name = context.operator?.toWellFormed().trim() ?? '';
  if (name === '') return fallback();
  if (name.length > 200) throw new AppError('invalid_input', 'The operator name is longer than 200 characters.');
  return name;
}

function readOnly(name: string): AppError {
  return new AppError(
    'library_locked',
    `This library is open for reading only, so “${name}” is not possible. Open it for writing.`,
    { call: name },
  );
}
