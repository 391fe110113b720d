import { Button, Menu, Tooltip } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RunReport } from './engine/run-tally.ts';
import { SLOW_SPEEDS, SPEEDS, type Speed, speedText } from './engine/shuttle.ts';
import styles from './review.module.css';

/** What the run really does, where it is not what was asked for. */
function reportText(speed: Speed, report: RunReport | null, t: TFunction<'review-play'>): string {
  if (report === null) return '';
  const { rate, every, leftOut } = report;
  // Two hundredths are within what a clock tick explains.
  const slower = rate !== null && Math.abs(rate - Math.abs(speed)) > 0.02 * Math.abs(speed) + 0.02;
  const passed = Math.abs(speed) > 1 ? Math.round(every) > 1 : leftOut > 0;
  const left = Math.abs(speed) > 1 ? t('everyNth', { nth: Math.round(every) }) : t('leftOut', { count: leftOut });
  return (slower ? t('reached', { rate: rate.toFixed(2) }) : '') + (passed ? left : '');
}

interface SpeedMenuProps {
  readonly speed: Speed;
  readonly report: RunReport | null;
  readonly onSpeed: (speed: Speed) => void;
}

/** The speed asked for, the one reached, and others to choose from. */
export function SpeedMenu({ speed, report, onSpeed }: SpeedMenuProps) {
  const { t } = useTranslation('review-play');
  const shown = speed === 0 ? speedText(1) : speedText(speed);
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Tooltip label={t('speedHint')} multiline maw={300}>
          <Button variant="subtle" color="gray" className={styles.speed} onMouseDown={(e) => e.preventDefault()}>
            <span className="mono" data-running={speed !== 0 || undefined}>
              {shown}
            </span>
            <span className={`mono ${styles.rate}`} data-testid="true-speed">
              {reportText(speed, report, t)}
            </span>
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('speed')}</Menu.Label>
        {[...SLOW_SPEEDS, ...SPEEDS].map((each) => (
          <Menu.Item key={each} onClick={() => onSpeed(each)}>
            <span className="mono">{speedText(each)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {SPEEDS.map((each) => (
          <Menu.Item key={-each} onClick={() => onSpeed(-each)}>
            <span className="mono">{speedText(-each)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
