import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/library.ts';
import { useMutationCall } from '../../host/host.ts';
import { PassphraseForm } from './passphrase-form.tsx';

interface UnlockFormProps {
  readonly dir: string;
  readonly onOpen: (state: AppState) => void;
  /** The passphrase is right, and what it opens is damaged. */
  readonly onDamaged: (passphrase: string) => void;
  readonly onCancel: () => void;
  /** What the other button says. */
  readonly cancel: string;
}

/** Unlocks and opens a sealed library. */
export function UnlockForm({ dir, onOpen, onDamaged, onCancel, cancel }: UnlockFormProps) {
  const { t } = useTranslation('start');
  const open = useMutationCall('library.open', {
    onSuccess: onOpen,
    onError: (error, { passphrase }) => {
      if (error.code === 'library_damaged' && passphrase !== undefined) onDamaged(passphrase);
    },
    gcTime: 0,
    meta: { quiet: true },
  });
  return (
    <PassphraseForm
      dir={dir}
      action={t('unlock')}
      busy={open.isPending}
      failed={open.isError ? { title: t('unlockFailed'), error: open.error } : null}
      onSubmit={(passphrase) => open.mutate({ dir, passphrase })}
      onCancel={onCancel}
      cancel={cancel}
    />
  );
}
