import { Button, Loader } from '@mantine/core';
import { IconMovieOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { useGo } from '../../app/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { NotShown } from '../../ui/viewer/not-shown.tsx';

/** A recording that cannot be shown. */
export function UnreviewableRecording({ item }: { item: Item }) {
  const { t } = useTranslation('review');
  const go = useGo();
  return (
    <NotShown
      item={item}
      head={<ItemSwitcher item={item} kinds={['video', 'audio']} onChoose={go.evidence} />}
      icon={<IconMovieOff size={28} className="faint" />}
      title={t('undecodable')}
      text={t('undecodableText')}
      keptLabel={t('kept')}
    >
      <Button onClick={() => go.library({ item: item.id })}>{t('toLibrary')}</Button>
    </NotShown>
  );
}

/** Its frame index is still being made; evidence.show is asked again when it is. */
export function PendingRecording({ item }: { item: Item }) {
  const { t } = useTranslation('review');
  return (
    <EmptyState icon={<Loader size={20} color="gray" />} title={t('pending')} text={t('pendingText')}>
      <EvidenceName name={item.originalName} />
    </EmptyState>
  );
}
