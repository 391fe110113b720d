import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ContinuityReport } from '../../../../shared/continuity.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { visibleText } from '../../../lib/visible-escapes.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Panel, PanelBody, PanelHeader } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { type Position, useOfFrame } from '../position.ts';
import styles from './continuity-panel.module.css';
import { lookedLines, quietText, reportText } from './continuity-text.ts';
import { findingBeside } from './finding-groups.ts';
import { FindingList } from './finding-list.tsx';
import { NumberingBlock } from './numbering-block.tsx';
import { useContinuity, useFindingCommands } from './use-continuity.ts';

interface ContinuityPanelProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly position: Position;
  /** Stops and goes to a frame. */
  readonly onGo: (n: number) => void;
  /** False puts the question off until the panel is to be seen. */
  readonly shown?: boolean;
}

/** What the course of a recording shows that somebody else would look for: observations with figures, no judgement. */
export function ContinuityPanel({ item, index, position, onGo, shown = true }: ContinuityPanelProps) {
  const { t } = useTranslation('review-continuity');
  const { report, loading, error } = useContinuity(item, shown);
  const step = useFindingCommands(report, position, onGo);
  return (
    <Panel label={t('title')}>
      <ContinuityHeader item={item} index={index} position={position} report={report} onStep={step} />
      <PanelBody>
        {error !== null && <ErrorNote error={error} title={t('failed')} />}
        {loading && (
          <>
            <p className={styles.note}>{t('loading')}</p>
            <SkeletonRows rows={5} height={44} />
          </>
        )}
        {report !== null && <ReportBody report={report} index={index} position={position} onGo={onGo} />}
      </PanelBody>
    </Panel>
  );
}

interface HeaderProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly report: ContinuityReport | null;
  readonly onStep: (step: 1 | -1) => void;
}

function ContinuityHeader({ item, index, position, report, onStep }: HeaderProps) {
  const { t } = useTranslation('review-continuity');
  const language = useLanguage();
  const findings = report?.findings ?? [];
  const before = useOfFrame(position, (n) => findingBeside(findings, n, -1) !== undefined);
  const after = useOfFrame(position, (n) => findingBeside(findings, n, 1) !== undefined);
  const text = report === null ? '' : reportText(visibleText(item.originalName), report, index, t, language);
  const count = report === null ? undefined : formatNumber(findings.length, language);
  const button = (direction: 1 | -1, label: string, keys: string) => (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon aria-label={label} disabled={!(direction < 0 ? before : after)} onClick={() => onStep(direction)}>
        {direction > 0 ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <PanelHeader title={t('findings')} count={count}>
      {button(-1, t('previous'), 'Shift X')}
      {button(1, t('next'), 'X')}
      <CopyButton value={text} what={t('report')} />
    </PanelHeader>
  );
}

interface ReportBodyProps {
  readonly report: ContinuityReport;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly onGo: (n: number) => void;
}

function ReportBody({ report, index, position, onGo }: ReportBodyProps) {
  const { t } = useTranslation('review-continuity');
  const language = useLanguage();
  const quiet = quietText(report, t, language);
  return (
    <>
      {quiet !== null && <p className={styles.note}>{quiet}</p>}
      <FindingList findings={report.findings} index={index} position={position} onGo={onGo} />
      {report.numbering !== null && <NumberingBlock numbering={report.numbering} />}
      <section className={styles.group} aria-label={t('looked.title')}>
        <h3>{t('looked.title')}</h3>
        <ul className={styles.looked}>
          {lookedLines(report.looked, t, language).map(({ done, text }) => (
            <li key={text} data-done={done || undefined}>
              {done ? <IconCheck size={13} aria-hidden="true" /> : <IconMinus size={13} aria-hidden="true" />}
              {text}
            </li>
          ))}
        </ul>
        <p className={styles.small}>{t('neutral')}</p>
      </section>
    </>
  );
}
