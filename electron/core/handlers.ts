import type { CoreCallName, Output, Parsed } from '../../shared/api.ts';

/** What a handler knows about the caller. */
export interface Caller {
  readonly operator: string;
}

/** One function per call of the contract; input is validated before it gets here. */
export type Handlers = {
  readonly [N in CoreCallName]: (input: Parsed<N>, caller: Caller) => Output<N> | Promise<Output<N>>;
};
