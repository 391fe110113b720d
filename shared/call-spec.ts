import type * as z from 'zod';

/** A call of the contract: how its input is checked, and the type of its answer. */
export interface CallSpec<I extends z.ZodType, O> {
  readonly input: I;
  /** Never present at run time; carries the output type only. */
  readonly output?: O;
}

/** `call<Output>()(input)`: TypeScript infers either all type arguments or none. */
export const call =
  <O>() =>
  <I extends z.ZodType>(input: I): CallSpec<I, O> => ({ input });
