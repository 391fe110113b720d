import { IconBriefcase, IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FolderListing } from '../../../shared/library.ts';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { Row } from '../../ui/row.tsx';
import styles from './folders.module.css';

interface FolderListProps {
  readonly listing: FolderListing;
  readonly library: boolean;
  readonly picked: string | null;
  readonly onPick: (dir: string) => void;
  readonly onGo: (dir: string) => void;
  readonly onChoose: (dir: string) => void;
}

/** The folders of one level: a click picks, a second one goes inside, and a library is chosen at once. */
export function FolderList({ listing, library, picked, onPick, onGo, onChoose }: FolderListProps) {
  const { t } = useTranslation('app');
  return (
    <div className={styles.list}>
      {listing.folders.length === 0 && <p className={styles.nothing}>{t('folders.none')}</p>}
      {listing.folders.map(({ name, path, isLibrary }) => (
        <div key={path} className={styles.folder}>
          <Row
            selected={picked === path}
            onClick={() => (picked === path && !isLibrary ? onGo(path) : onPick(path))}
            onDoubleClick={() => (library && isLibrary ? onChoose(path) : onGo(path))}
          >
            {isLibrary ? <IconBriefcase size={16} data-library /> : <IconFolder size={16} />}
            <EvidenceName name={name} />
            {isLibrary && <span className={styles.badge}>{t('folders.library')}</span>}
          </Row>
        </div>
      ))}
    </div>
  );
}
