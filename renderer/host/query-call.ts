import {
  type QueryKey,
  type UseMutationOptions,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { CallName, Input, Output } from '../../shared/api.ts';
import type { AppError } from '../../shared/errors.ts';
import { call } from './client.ts';
import { queryClient } from './query-client.ts';

/** Key under which an answer is kept; the call's name comes first so that all its inputs can be named at once. */
export const callKey = <N extends CallName>(name: N, input: Input<N>): QueryKey => [name, input];

/** The answer that is kept, or a new one. For what is needed before a component asks. */
export const askOnce = <N extends CallName>(
  name: N,
  input: Input<N>,
  options: { readonly structuralSharing?: boolean } = {},
): Promise<Output<N>> =>
  queryClient.fetchQuery<Output<N>>({ ...options, queryKey: callKey(name, input), queryFn: () => call(name, input) });

type QueryCallOptions<N extends CallName, T> = Omit<UseQueryOptions<Output<N>, AppError, T>, 'queryKey' | 'queryFn'>;

/** The answer to a question, asked again whenever the core says that it may have changed. */
export function useQueryCall<N extends CallName, T = Output<N>>(
  name: N,
  input: Input<N>,
  options: QueryCallOptions<N, T> = {},
): UseQueryResult<T, AppError> {
  return useQuery<Output<N>, AppError, T>({
    ...options,
    queryKey: callKey(name, input),
    queryFn: () => call(name, input),
  });
}

type MutationCallOptions<N extends CallName> = Omit<
  UseMutationOptions<Output<N>, AppError, Input<N>>,
  'mutationFn' | 'mutationKey'
>;

/**
 * A change. A failure is shown as a notification, unless `meta: { quiet: true }` says that the screen shows it itself.
 */
export function useMutationCall<N extends CallName>(
  name: N,
  options: MutationCallOptions<N> = {},
): UseMutationResult<Output<N>, AppError, Input<N>> {
  return useMutation<Output<N>, AppError, Input<N>>({
    ...options,
    mutationKey: [name],
    mutationFn: (input) => call(name, input),
  });
}
