import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { Mark } from '../../../shared/mark.ts';
import { formatAgo, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { MarkShield } from './mark-shield.tsx';
import styles from './marks.module.css';
import type { MarkEditor } from './use-mark-editor.ts';

interface MarkCheckLineProps {
  readonly editor: MarkEditor;
  readonly mark: Mark;
  readonly pictures: number | null;
}

/** What the last comparison with the original found, when, and a button to compare again. */
export function MarkCheckLine({ editor, mark, pictures }: MarkCheckLineProps) {
  const { t } = useTranslation('marks');
  const text = useCheckText(mark, pictures);
  return (
    <div className={styles.check} aria-live="polite">
      <MarkShield check={mark.check} />
      <span className={styles.grow}>{editor.checking ? t('checking') : text}</span>
      <Button size="compact-xs" loading={editor.checking} disabled={editor.dirty} onClick={editor.reverify}>
        {t('verify')}
      </Button>
    </div>
  );
}

function useCheckText({ check }: Mark, pictures: number | null): string {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const now = useNow();
  switch (check.state) {
    case 'unverified':
      return t('unverified');
    case 'verified': {
      const ago = formatAgo(check.at, now, language);
      if (pictures === null) return t('verifiedAgo', { ago });
      return t('verifiedPictures', { count: pictures, pictures: formatNumber(pictures, language), ago });
    }
    case 'differs':
      return t('differsAt', { frame: formatNumber(check.frame, language), ago: formatAgo(check.at, now, language) });
    default:
      return assertNever(check);
  }
}
