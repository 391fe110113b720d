import type { Output, Parsed, WorkspaceCallName } from '../../../shared/api.ts';

/** One function per call that works without an open library; input is validated before it gets here. */
export type WorkspaceHandlers = {
  readonly [N in WorkspaceCallName]: (input: Parsed<N>) => Promise<Output<N>>;
};
