import { Button, Loader } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { type Target, useGo, useTarget } from '../../app/navigation.ts';
import { useOpenLibrary } from '../../app/use-open-library.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { NotShown } from '../../ui/viewer/not-shown.tsx';
import { ChooseDocument } from './choose-document.tsx';
import { DocumentWorkspace } from './document-workspace.tsx';
import styles from './documents.module.css';

/** Documents: scans, photographs and PDFs page by page. */
export function DocumentsScreen() {
  const target = useTarget();
  const library = useOpenLibrary();
  if (!library) return null;
  if (target.evidenceId === null) return <ChooseDocument />;
  return <OpenDocument key={target.evidenceId} id={target.evidenceId} libraryId={library.id} target={target} />;
}

interface OpenDocumentProps {
  readonly id: string;
  readonly libraryId: string;
  readonly target: Target;
}

function OpenDocument({ id, libraryId, target }: OpenDocumentProps) {
  const { t } = useTranslation('documents');
  const go = useGo();
  const shown = useQueryCall('evidence.show', { id });
  if (shown.error?.code === 'not_found') {
    return (
      <EmptyState title={t('notHere')} text={t('notHereText')}>
        <Button onClick={() => go.library()}>{t('toLibrary')}</Button>
      </EmptyState>
    );
  }
  if (shown.error) return <Failed error={shown.error} onRetry={() => void shown.refetch()} />;
  if (!shown.data) return <div className={styles.viewport} aria-busy="true" />;
  const { item } = shown.data;
  if (item.pending) {
    return <EmptyState icon={<Loader size={20} color="gray" />} title={t('pending')} text={t('pendingText')} />;
  }
  if (item.review === 'none' || item.pages === 0) {
    return (
      <NotShown
        item={item}
        head={<ItemSwitcher item={item} kinds={['document', 'image']} onChoose={go.evidence} />}
        icon={<IconFileOff size={28} className="faint" />}
        title={t('unreadable')}
        text={t('unreadableText')}
        keptLabel={t('kept')}
      >
        <Button onClick={() => go.library({ item: item.id })}>{t('toLibrary')}</Button>
      </NotShown>
    );
  }
  return <WithPages item={item} libraryId={libraryId} target={target} />;
}

interface WithPagesProps extends Omit<OpenDocumentProps, 'id'> {
  readonly item: Item;
}

function WithPages({ item, libraryId, target }: WithPagesProps) {
  const pages = useQueryCall('evidence.pages', { id: item.id });
  if (pages.error) return <Failed error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <div className={styles.viewport} aria-busy="true" />;
  return (
    <DocumentWorkspace
      libraryId={libraryId}
      item={item}
      pages={pages.data.pages}
      page={target.page}
      markId={target.mark}
    />
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('documents');
  return (
    <div className={styles.plain}>
      <ErrorNote error={error} title={t('loadFailed')} actions={<Button onClick={onRetry}>{t('tryAgain')}</Button>} />
    </div>
  );
}
