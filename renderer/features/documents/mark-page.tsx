import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { MarkEditor } from '../../ui/marks/use-mark-editor.ts';
import styles from './documents.module.css';

interface MarkPageProps {
  readonly editor: MarkEditor;
  readonly page: number;
  readonly onGo: (page: number) => void;
}

/** Where the mark lies: its page, and whether all of it or a part. */
export function MarkPage({ editor, page, onGo }: MarkPageProps) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const { draft } = editor;
  if (!draft) return null;
  const { region } = draft;
  const tenths = (part: number) => formatNumber(part * 100, language, 1);
  return (
    <div className={styles.where}>
      <div className={styles.whereLine}>
        <span className={styles.whereLabel}>{t('page')}</span>
        <span className="mono selectable">{draft.page === null ? '–' : formatNumber(draft.page, language)}</span>
        {draft.page !== null && draft.page !== page && (
          <Button size="compact-xs" onClick={() => draft.page !== null && onGo(draft.page)}>
            {t('goThere')}
          </Button>
        )}
      </div>
      <div className={styles.whereLine}>
        <span className={styles.whereLabel}>{t('part')}</span>
        <span className="selectable">
          {region
            ? t('regionAt', {
                x: tenths(region.x),
                y: tenths(region.y),
                width: tenths(region.width),
                height: tenths(region.height),
              })
            : t('wholePage')}
        </span>
        {region && (
          <Button size="compact-xs" onClick={() => editor.change({ region: null })}>
            {t('takeWhole')}
          </Button>
        )}
      </div>
    </div>
  );
}
