import { Button } from '@mantine/core';
import { IconMovie, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../../app/navigation.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { formatDuration } from '../../lib/format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { Row } from '../../ui/row.tsx';
import styles from './review.module.css';

/** No recording is open: the library's recordings to choose from. */
export function ChooseRecording() {
  const { t } = useTranslation('review');
  const go = useGo();
  const list = useQueryCall('evidence.list', {});
  const items = (list.data ?? []).filter(({ kind }) => kind === 'video' || kind === 'audio');
  const toLibrary = <Button onClick={() => go.library()}>{t('toLibrary')}</Button>;
  if (list.isPending) return null;
  if (items.length === 0) {
    return (
      <EmptyState title={t('noRecordings')} text={t('noRecordingsText')}>
        {toLibrary}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('noneOpen')} text={t('choose')}>
      <div className={styles.choice}>
        {items.map((item) => (
          <Row key={item.id} onClick={() => go.evidence(item)}>
            {item.kind === 'audio' ? <IconVolume size={15} /> : <IconMovie size={15} />}
            <EvidenceName name={item.originalName} />
            <span className="mono dim" style={{ marginLeft: 'auto' }}>
              {item.durationSeconds === null ? '' : formatDuration(item.durationSeconds)}
            </span>
          </Row>
        ))}
      </div>
    </EmptyState>
  );
}
