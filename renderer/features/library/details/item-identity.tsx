import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { roomFor } from '../../../app/last-opened.ts';
import { useGo } from '../../../app/navigation.ts';
import { useQueryCall } from '../../../host/host.ts';
import { formatInstant } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { EvidenceName } from '../../../ui/evidence-name.tsx';
import { HashText } from '../../../ui/hash-text.tsx';
import styles from './details.module.css';

/** When the original was last read again and compared with its hash. */
function LastRead({ id }: { id: string }) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const check = useQueryCall('custody.checks', {}).data?.find(({ evidenceId }) => evidenceId === id);
  if (check === undefined) return null;
  const when = formatInstant(check.at, language);
  return (
    <p className={check.ok ? 'dim' : styles.altered} role={check.ok ? undefined : 'alert'}>
      {t(check.ok ? 'details.unchanged' : 'details.altered', { when })}
    </p>
  );
}

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
        <LastRead id={item.id} />
      </div>
    </div>
  );
}
