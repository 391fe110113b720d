import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../shared/mark.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { Note } from '../error-note.tsx';
import { JobState } from '../verification/running-job.tsx';
import { checkSentence, openedAt } from './check-words.ts';
import { MarkShield } from './mark-shield.tsx';
import styles from './marks.module.css';
import { useMarkVerification } from './use-mark-verification.ts';

interface MarkCheckLineProps {
  readonly mark: Mark;
  readonly pictures: number | null;
  /** False while the mark has changes that are not saved. */
  readonly ready: boolean;
}

/** What the last comparison with the original found, when, with which decoder, and a button to compare again. */
export function MarkCheckLine({ mark, pictures, ready }: MarkCheckLineProps) {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const now = useNow();
  const { job, running, report, start } = useMarkVerification(mark.id);
  const [failure] = report?.failed ?? [];
  const left = job !== null && !running && job.state !== 'done';
  return (
    <div className={styles.checks}>
      <div className={styles.check} aria-live="polite">
        <MarkShield check={mark.check} />
        <span className={styles.grow}>
          {running ? t('checking') : checkSentence(t, mark.check, pictures, { language, now, openedAt })}
        </span>
        {!running && (
          <Button size="compact-xs" disabled={!ready} onClick={() => start({ markIds: [mark.id] })}>
            {t('verify')}
          </Button>
        )}
      </div>
      {job !== null && (running || left) && <JobState job={job} stopped={t('checkStopped')} />}
      {failure !== undefined && <Note tone="warn">{failure.message}</Note>}
    </div>
  );
}
