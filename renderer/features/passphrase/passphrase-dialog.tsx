import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../app/toast.ts';
import { useMutationCall } from '../../host/host.ts';
import { ChangePassphrase } from './change-passphrase.tsx';

interface PassphraseDialogProps {
  /** Folder of the sealed library. */
  readonly dir: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Puts the sealed library that is open under another passphrase. */
export function PassphraseDialog({ dir, opened, onClose }: PassphraseDialogProps) {
  const { t } = useTranslation('passphrase');
  const [attempt, setAttempt] = useState(0);
  const change = useMutationCall('library.passphrase', {
    onSuccess: () => {
      toast(t('change.done'));
      onClose();
    },
    onError: () => setAttempt(attempt + 1),
    gcTime: 0,
    meta: { quiet: true },
  });
  const close = () => {
    // It cannot be taken back once it has begun, and whoever waits wants to know what came of it.
    if (change.isPending) return;
    change.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('change.title')}
      size={440}
      closeButtonProps={{ 'aria-label': t('change.cancel') }}
    >
      <ChangePassphrase
        busy={change.isPending}
        failed={change.error}
        attempt={attempt}
        onSubmit={(current, next) => change.mutate({ dir, current, next })}
        onCancel={close}
      />
    </Modal>
  );
}
