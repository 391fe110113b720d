import { IconFileImport } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../../app/navigation.ts';
import { toastError } from '../../app/toast.ts';
import { ErrorNote, useErrorText } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { EvidenceGrid } from './evidence-grid.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { ImportDock } from './import-dock.tsx';
import styles from './library.module.css';
import { LibraryToolbar } from './library-toolbar.tsx';
import { view } from './library-view.ts';
import { NoEvidence, NothingFound } from './no-evidence.tsx';
import { useDropImport } from './use-drop-import.ts';
import { useImportCommands } from './use-import-commands.ts';
import type { ShownItems } from './use-shown-items.ts';

/** The middle of the library: tools above, items, and the import that is under way below. */
export function EvidencePanel({ known, error, items, shown, order }: ShownItems) {
  const { t } = useTranslation('library');
  const errorText = useErrorText();
  const go = useGo();
  const { layout } = view.use();
  const fail = (problem: unknown) => toastError(t('importFailed'), errorText(problem));
  const pick = useImportCommands(fail);
  const over = useDropImport(fail);
  const open = useCallback(
    (id: string) => {
      const item = items.find((each) => each.id === id);
      if (item !== undefined) go.evidence(item);
    },
    [items, go],
  );
  return (
    <section className={styles.centre} aria-label={t('items')}>
      <LibraryToolbar total={items.length} shown={shown.length} pick={pick} />
      {error !== null && (
        <div style={{ padding: 12 }}>
          <ErrorNote error={error} title={t('listFailed')} />
        </div>
      )}
      {!known ? (
        <div style={{ flex: 1, paddingTop: 28, overflow: 'hidden' }}>
          <SkeletonRows rows={24} height={36} />
        </div>
      ) : items.length === 0 ? (
        <NoEvidence pick={pick} />
      ) : shown.length === 0 ? (
        <NothingFound />
      ) : layout === 'grid' ? (
        <EvidenceGrid shown={shown} order={order} onOpen={open} />
      ) : (
        <EvidenceTable shown={shown} order={order} onOpen={open} />
      )}
      <ImportDock />
      {over && (
        <div className={styles.drop} role="status">
          <IconFileImport size={32} stroke={1.4} />
          <strong>{t('dropTitle')}</strong>
          {t('dropText')}
        </div>
      )}
    </section>
  );
}
