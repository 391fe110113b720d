import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/library.ts';
import { adoptState, useMutationCall } from '../../host/host.ts';
import { RecoverLibrary } from './recover-library.tsx';
import styles from './start.module.css';
import { UnlockForm } from './unlock-form.tsx';

/** All that is shown while a library is locked. Unlocking leads back to where the address still points. */
export function LockedLibrary({ path }: { path: string }) {
  const { t } = useTranslation('start');
  const navigate = useNavigate();
  const place = useLocation({ select: (location) => location.pathname });
  const [damaged, setDamaged] = useState<string | null>(null);
  const close = useMutationCall('library.close', {
    onSuccess: async (state) => {
      await navigate({ to: '/' });
      adoptState(state);
    },
  });
  const enter = (state: AppState) => {
    adoptState(state);
    if (place === '/') void navigate({ to: '/library' });
  };
  return (
    <div className={styles.scroll}>
      <div className={styles.column}>
        <div className={styles.head}>
          <h1>{t('locked')}</h1>
        </div>
        {damaged === null ? (
          <UnlockForm
            dir={path}
            onOpen={enter}
            onDamaged={setDamaged}
            onCancel={() => close.mutate({})}
            cancel={t('lockedOther')}
          />
        ) : (
          <RecoverLibrary dir={path} passphrase={damaged} onClose={() => setDamaged(null)} />
        )}
      </div>
    </div>
  );
}
