import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <EmptyState title={t('notFound.title')} text={t('notFound.text')}>
      <Button renderRoot={(props) => <Link to="/library" {...props} />}>{t('notFound.toLibrary')}</Button>
    </EmptyState>
  );
}
