import { ActionIcon, Tooltip } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MarksReport } from '../../../shared/mark.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Note } from '../error-note.tsx';
import { JobState } from '../verification/running-job.tsx';
import styles from './marks.module.css';
import type { MarkVerification } from './use-mark-verification.ts';

interface ItemCheckProps {
  readonly verification: MarkVerification;
  readonly evidenceId: string;
  readonly disabled: boolean;
}

/** Compares every mark of the open item. */
export function ItemCheckButton({ verification, evidenceId, disabled }: ItemCheckProps) {
  const { t } = useTranslation('marks');
  return (
    <Tooltip label={t('verifyAll')}>
      <ActionIcon
        aria-label={t('verifyAll')}
        variant="subtle"
        color="gray"
        disabled={disabled || verification.running}
        onClick={() => verification.start({ evidenceId })}
      >
        <IconShieldCheck size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** That comparison where its result will be: how far it is with time left, then what it found. */
export function ItemCheckState({ verification: { job, report } }: { verification: MarkVerification }) {
  const { t } = useTranslation('marks');
  if (job === null) return null;
  return (
    <div className={styles.itemCheck} aria-live="polite">
      <JobState job={job} stopped={t('checkStopped')} />
      {report !== null && <MarksOutcome report={report} />}
    </div>
  );
}

/** What a comparison of several marks found, in one sentence; what could not be compared is told with its reason. */
export function MarksOutcome({ report }: { report: MarksReport }) {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const amount = (count: number) => ({ count, amount: formatNumber(count, language) });
  const { checked, differing, failed } = report;
  return (
    <>
      {checked > 0 && differing.length === 0 && <Note tone="info">{t('allMatch', amount(checked))}</Note>}
      {differing.length > 0 && <Note tone="warn">{t('someDiffer', amount(differing.length))}</Note>}
      {checked === 0 && failed.length === 0 && <Note tone="info">{t('nothingToCompare')}</Note>}
      {failed[0] !== undefined && (
        <Note tone="warn" title={t('someFailed', amount(failed.length))}>
          {failed[0].message}
        </Note>
      )}
    </>
  );
}
