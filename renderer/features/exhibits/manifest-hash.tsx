import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import { hashGroups } from '../../ui/verification/hash-groups.ts';
import { QrCode } from './qr-code.tsx';
import styles from './result.module.css';

/** The one number that stands for a whole bundle: to be read aloud, copied, or taken with a phone's camera. */
export function ManifestHash({ value, of }: { value: string; of?: string | undefined }) {
  const { t } = useTranslation('exhibits');
  const label = [t('result.manifest'), ...(of === undefined ? [] : [of])].join(', ');
  return (
    <section className={styles.manifest} aria-label={label}>
      <div className={styles.manifestWords}>
        <h2>
          {t('result.manifest')}
          <CopyButton value={value} what={t('result.manifest')} />
        </h2>
        {/* Selecting the groups and copying them gives the number without a break. */}
        <p className={styles.groups}>
          {hashGroups(value).map(({ at, text }) => (
            <span key={at}>{text}</span>
          ))}
        </p>
        <p className="dim">{t('result.manifestText')}</p>
      </div>
      <QrCode text={value} size={132} label={t('result.qr')} />
    </section>
  );
}
