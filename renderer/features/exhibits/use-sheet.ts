import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Output } from '../../../shared/api.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Exhibit } from '../../../shared/exhibit.ts';
import type { Place } from '../../../shared/place.ts';
import { call, callKey, useQueryCall } from '../../host/host.ts';
import type { ExportForm } from './export-form.ts';

export type PreviewForm = Pick<ExportForm, 'profile' | 'lang' | 'burnIn' | 'slate'>;

/** All that a sheet is made from. A sheet is laid out anew when any of it changes and kept while none does. */
function contentOf(exhibit: Exhibit, places: readonly Place[]): unknown {
  const code = exhibit.mark.place ?? exhibit.evidence.place;
  return [exhibit, places.find((place) => place.code === code) ?? null];
}

/** What of an exhibit can be looked at before it is exported. */
export type PreviewKind = 'sheet' | 'pictures';

/**
 * The sheet of one exhibit, or the pictures of its files, as the export of this form would make them. What was shown
 * before stays until the new one is there.
 */
export function useSheet(exhibit: Exhibit, kind: PreviewKind, form: PreviewForm) {
  const places = useQueryCall('places.list', {}).data ?? [];
  const profile = form.profile === 'public' ? 'public' : 'court';
  const sheet = { markId: exhibit.mark.id, profile, lang: form.lang } as const;
  const pictures = { ...sheet, burnIn: form.burnIn, slate: form.slate };
  const key = kind === 'sheet' ? callKey('exhibits.sheet', sheet) : callKey('exhibits.pictures', pictures);
  return useQuery<Output<'exhibits.sheet'>, AppError>({
    queryKey: [...key, contentOf(exhibit, places)],
    queryFn: () => (kind === 'sheet' ? call('exhibits.sheet', sheet) : call('exhibits.pictures', pictures)),
    placeholderData: keepPreviousData,
  });
}
