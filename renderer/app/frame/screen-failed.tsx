import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../ui/error-note.tsx';

/** A defect in a screen: the rest of the app goes on, and nothing that was saved is lost. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app');
  return (
    <div style={{ padding: 24, maxWidth: 720 }}>
      <ErrorNote
        error={error}
        title={t('screenFailed.title')}
        actions={
          <>
            <Button onClick={reset}>{t('screenFailed.again')}</Button>
            <Button onClick={() => window.location.reload()}>{t('screenFailed.reload')}</Button>
          </>
        }
      />
    </div>
  );
}
