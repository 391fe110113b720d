import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { JobsButton } from '../../features/jobs/jobs-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { openPalette } from '../palette/palette-store.ts';
import { AppMenu } from './app-menu.tsx';
import styles from './frame.module.css';
import { LibraryMenu } from './library-menu.tsx';
import { OperatorMenu } from './operator-menu.tsx';

export function TitleBar({ library }: { library: LibraryInfo | null }) {
  const { t } = useTranslation('app');
  return (
    <section className={styles.bar} aria-label={t('bar')}>
      <div className={styles.barLeft}>
        {library === null ? <span className={styles.libraryName}>Aigaq</span> : <LibraryMenu library={library} />}
      </div>
      {library === null ? (
        <span />
      ) : (
        <button type="button" className={styles.search} onClick={openPalette}>
          <IconSearch size={14} aria-hidden />
          <span className="ellipsis">{t('search.button')}</span>
          <Kbd keys="Mod+K" />
        </button>
      )}
      <div className={styles.barRight}>
        {library !== null && <OperatorMenu library={library} />}
        {library !== null && <JobsButton />}
        <AppMenu />
      </div>
    </section>
  );
}
