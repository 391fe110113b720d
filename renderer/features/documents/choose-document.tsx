import { Button } from '@mantine/core';
import { IconFileText, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../../app/navigation.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { Row } from '../../ui/row.tsx';
import styles from './documents.module.css';

/** No document is open: the library's documents and pictures to choose from. */
export function ChooseDocument() {
  const { t } = useTranslation('documents');
  const go = useGo();
  const list = useQueryCall('evidence.list', {});
  const items = (list.data ?? []).filter(({ kind }) => kind === 'document' || kind === 'image');
  if (list.isPending) return null;
  if (items.length === 0) {
    return (
      <EmptyState title={t('noDocuments')} text={t('noDocumentsText')}>
        <Button onClick={() => go.library()}>{t('toLibrary')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('noneOpen')} text={t('choose')}>
      <div className={styles.choice}>
        {items.map((item) => (
          <Row key={item.id} onClick={() => go.evidence(item)}>
            {item.kind === 'image' ? <IconPhoto size={15} /> : <IconFileText size={15} />}
            <EvidenceName name={item.originalName} />
            <span className="dim" style={{ marginLeft: 'auto', whiteSpace: 'nowrap' }}>
              {item.pages !== null && item.pages > 1 ? t('pageCount', { count: item.pages }) : ''}
            </span>
          </Row>
        ))}
      </div>
    </EmptyState>
  );
}
