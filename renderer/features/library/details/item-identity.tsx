import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { roomFor } from '../../../app/last-opened.ts';
import { useGo } from '../../../app/navigation.ts';
import { EvidenceName } from '../../../ui/evidence-name.tsx';
import { HashText } from '../../../ui/hash-text.tsx';
import styles from './details.module.css';

/** Which file this is: its name and the digest that everything hangs on. */
export function ItemIdentity({ item }: { item: Item }) {
  const { t } = useTranslation('library');
  const go = useGo();
  const room = roomFor(item.kind);
  return (
    <div className={styles.identity}>
      <div className={styles.identityHead}>
        <span className={styles.fileName}>
          <EvidenceName name={item.originalName} wrap />
        </span>
        {room !== null && (
          <Button style={{ flex: 'none' }} onClick={() => go.evidence(item)}>
            {t(`details.open.${room}`)}
          </Button>
        )}
      </div>
      <div>
        <h3>SHA-256</h3>
        <HashText value={item.sha256} what="SHA-256" />
      </div>
    </div>
  );
}
