import { Button, RingProgress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../app/commands/commands.ts';
import { useJobs } from '../../host/host.ts';
import { formatDuration } from '../../lib/format.ts';
import { summarise } from './job-summary.ts';

/** How much work is under way and how long it will take; opens the list of jobs. */
export function JobsButton() {
  const { t } = useTranslation('jobs');
  const { active, failed, stopped, share, secondsLeft } = summarise(useJobs());
  const left = secondsLeft === null ? '' : ` · ${t('left', { time: formatDuration(secondsLeft) })}`;
  const idle = failed > 0 ? t('failed', { count: failed }) : stopped > 0 ? t('stopped', { count: stopped }) : t('none');
  const words = active > 0 ? t('active', { count: active }) + left : idle;
  return (
    <Button
      style={{ flex: 'none', minWidth: 88, color: active === 0 && failed > 0 ? 'var(--danger)' : undefined }}
      onClick={() => runCommand('app.jobs')}
      leftSection={
        active > 0 && (
          <RingProgress size={16} thickness={3} sections={[{ value: share * 100, color: 'var(--accent)' }]} />
        )
      }
    >
      {words}
    </Button>
  );
}
