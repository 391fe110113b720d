import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { toast } from '../../app/toast.ts';
import { useMutationCall } from '../../host/query-call.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { stillName } from './still-name.ts';

function download(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

/** Saves frame n as a lossless PNG that was proven against the frame index. */
export function useStill(item: Item): { saving: boolean; save: (n: number) => void } {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const still = useMutationCall('evidence.still');
  const save = (n: number) =>
    still.mutate(
      { id: item.id, frame: n },
      {
        onSuccess: ({ url, sha256 }) => {
          download(url, stillName(item.originalName, n));
          toast(t('stillSaved', { frame: formatNumber(n, language), hash: sha256.slice(0, 16) }));
        },
      },
    );
  return { saving: still.isPending, save };
}
