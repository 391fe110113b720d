import { useMemo } from 'react';
import type { ViolationType } from '../../../shared/violation.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { favouriteCodes } from './violation-search.ts';

const NO_TYPES: readonly ViolationType[] = [];

/** The library's violation types, and the codes that the keys 1–9 stand for: the most used ones. */
export function useCodebook(): { types: readonly ViolationType[]; favourites: readonly string[] } {
  const types = useQueryCall('codebook.get', {}).data?.types ?? NO_TYPES;
  const marks = useQueryCall('marks.list', {}).data;
  const favourites = useMemo(() => favouriteCodes(marks ?? [], types), [marks, types]);
  return { types, favourites };
}
