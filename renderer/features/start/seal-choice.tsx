import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewPassphrase } from '../../ui/passphrase/new-passphrase.tsx';
import type { SealDraft } from './seal-draft.ts';
import styles from './start.module.css';

interface SealChoiceProps {
  readonly draft: SealDraft;
  readonly onChange: (draft: SealDraft) => void;
}

/** Whether a new library is sealed, and under which passphrase. */
export function SealChoice({ draft, onChange }: SealChoiceProps) {
  const { t } = useTranslation('start');
  return (
    <div className={styles.seal}>
      <Checkbox
        label={t('seal')}
        description={t('sealHint')}
        checked={draft.sealed}
        onChange={(event) => onChange({ ...draft, sealed: event.currentTarget.checked })}
      />
      {draft.sealed && (
        <div className={styles.sealed}>
          <NewPassphrase
            label={t('passphrase')}
            draft={draft}
            onChange={(passphrases) => onChange({ ...draft, ...passphrases })}
          />
        </div>
      )}
    </div>
  );
}
