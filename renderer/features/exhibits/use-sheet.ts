import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Output } from '../../../shared/api.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Exhibit, Profile } from '../../../shared/exhibit.ts';
import type { Place } from '../../../shared/place.ts';
import type { Language } from '../../../shared/violation.ts';
import { call, callKey, useQueryCall } from '../../host/host.ts';

/** All that a sheet is made from. A sheet is laid out anew when any of it changes and kept while none does. */
function contentOf(exhibit: Exhibit, places: readonly Place[]): unknown {
  const code = exhibit.mark.place ?? exhibit.evidence.place;
  return [exhibit, places.find((place) => place.code === code) ?? null];
}

/** The sheet of one exhibit as the export would print it. The sheet shown before stays until the new one is there. */
export function useSheet(exhibit: Exhibit, profile: Profile, lang: Language) {
  const places = useQueryCall('places.list', {}).data ?? [];
  const input = { markId: exhibit.mark.id, profile, lang };
  return useQuery<Output<'exhibits.sheet'>, AppError>({
    queryKey: [...callKey('exhibits.sheet', input), contentOf(exhibit, places)],
    queryFn: () => call('exhibits.sheet', input),
    placeholderData: keepPreviousData,
  });
}
