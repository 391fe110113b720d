import { Button, Loader } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { type Target, useGo, useTarget } from '../../app/navigation.ts';
import { useOpenLibrary } from '../../app/use-open-library.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { NotShown } from '../../ui/viewer/not-shown.tsx';
import { OpenedItem, type OpenedWords } from '../../ui/viewer/opened-item.tsx';
import { LoadFailed } from '../../ui/viewer/plain-page.tsx';
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

function useWords(): OpenedWords {
  const { t } = useTranslation('documents');
  return {
    notHere: t('notHere'),
    notHereText: t('notHereText'),
    toLibrary: t('toLibrary'),
    loadFailed: t('loadFailed'),
    tryAgain: t('tryAgain'),
  };
}

const LOADING = <div className={styles.viewport} aria-busy="true" />;

function OpenDocument({ id, libraryId, target }: OpenDocumentProps) {
  const go = useGo();
  return (
    <OpenedItem id={id} words={useWords()} onLibrary={() => go.library()} loading={LOADING}>
      {({ item }) => <ShownDocument item={item} libraryId={libraryId} target={target} />}
    </OpenedItem>
  );
}

interface ShownDocumentProps extends Omit<OpenDocumentProps, 'id'> {
  readonly item: Item;
}

function ShownDocument({ item, libraryId, target }: ShownDocumentProps) {
  const { t } = useTranslation('documents');
  const go = useGo();
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

function WithPages({ item, libraryId, target }: ShownDocumentProps) {
  const words = useWords();
  const pages = useQueryCall('evidence.pages', { id: item.id });
  if (pages.error) return <LoadFailed error={pages.error} words={words} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return LOADING;
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
