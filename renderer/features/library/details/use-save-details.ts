import { useTranslation } from 'react-i18next';
import type { DetailField, Details, Item } from '../../../../shared/evidence.ts';
import { toastError } from '../../../app/toast.ts';
import { call, callKey, queryClient } from '../../../host/host.ts';
import { useErrorText } from '../../../ui/error-note.tsx';

/**
 * Puts the answer of a change into the shown list at once, so that no field jumps back until the list is asked again.
 * An answer that is still on its way may tell of the time before, so it is dropped and asked for once more.
 */
async function takeIn(changed: readonly Item[]): Promise<void> {
  const queryKey = callKey('evidence.list', {});
  const byId = new Map(changed.map((item) => [item.id, item]));
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<Item[]>(queryKey, (list) => list?.map((item) => byId.get(item.id) ?? item));
  void queryClient.invalidateQueries({ queryKey });
}

export type SaveDetail = (field: DetailField, value: string | null) => Promise<boolean>;

/** Saves one field for all of `ids`. The result is false when it failed; the person has been told then. */
export function useSaveDetails(ids: readonly string[]): SaveDetail {
  const { t } = useTranslation('library');
  const errorText = useErrorText();
  return async (field, value) => {
    const details: Details = { [field]: value };
    try {
      await takeIn(await call('evidence.set', { ids: [...ids], details }));
      return true;
    } catch (error) {
      toastError(t('details.notSaved'), errorText(error));
      return false;
    }
  };
}
