import { Button, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockReading } from '../../../../shared/clock.ts';
import type { Item, Metadata } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { useCommands } from '../../../app/commands/commands.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { KeyLabel } from '../../../ui/kbd.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import type { Position } from '../position.ts';
import { BasisField, OffsetFields, ZoneField } from './clock-fields.tsx';
import styles from './clock-panel.module.css';
import { ClockReadings } from './clock-readings.tsx';
import { type ClockRange, ClockResult } from './clock-result.tsx';
import { FileDates, type TakenDate } from './file-dates.tsx';
import { ReadingForm } from './reading-form.tsx';
import { SameMoment } from './same-moment-form.tsx';
import { type ClockEditor, useClockDraft } from './use-clock-draft.ts';

interface ClockPanelProps {
  readonly item: Item;
  readonly metadata: Metadata;
  readonly index: FrameIndex;
  readonly position: Position;
  /** Stops and goes to a frame. */
  readonly onGo: (n: number) => void;
  /** Ends of the mark being looked at, for their time of day. */
  readonly range?: ClockRange;
  /** Brings this panel to the front; the command that reads the clock does so first. */
  readonly onShow?: () => void;
}

/** Where a recording's time of day comes from: readings of a clock, its zone, and how far it is from true time. */
export function ClockPanel({ item, metadata, index, position, onGo, range, onShow }: ClockPanelProps) {
  const { t } = useTranslation('review-clock');
  const editor = useClockDraft(item);
  const [reading, setReading] = useState(false);
  const { draft, change } = editor;
  const { read, go, edit, close, takeDate } = useStableActions({
    read: () => {
      onGo(position.n);
      onShow?.();
      setReading(true);
    },
    go: onGo,
    edit: (frame: number) => {
      onGo(frame);
      setReading(true);
    },
    close: () => setReading(false),
    takeDate: ({ shown, zone }: TakenDate, at: Pick<ClockReading, 'frame' | 'pts'>) =>
      change({ ...draft, basis: 'container', readings: [{ ...at, shown }], zone }),
  });
  useCommands([{ id: 'review.read-clock', title: t('read'), keys: ['C'], group: t('group'), run: read }]);
  return (
    <Panel label={t('title')}>
      <div className={styles.body}>
        <ClockResult item={item} editor={editor} index={index} position={position} range={range} />
        <BasisField draft={draft} onChange={change} />
        <ClockReadings draft={draft} index={index} onChange={change} onGo={go} onEdit={edit} />
        {reading ? (
          <ReadingForm item={item} index={index} position={position} draft={draft} onChange={change} onClose={close} />
        ) : (
          <Tooltip label={<KeyLabel label={t('read')} keys="C" />}>
            <Button onClick={read}>{t('read')}</Button>
          </Tooltip>
        )}
        <ZoneField draft={draft} onChange={change} />
        <OffsetFields draft={draft} problem={editor.result.ok ? null : editor.result.problem} onChange={change} />
        <SameMoment item={item} index={index} position={position} onTake={change} />
        <FileDates metadata={metadata} draft={draft} index={index} onTake={takeDate} />
      </div>
      <ClockFoot item={item} editor={editor} />
    </Panel>
  );
}

const ClockFoot = memo(function ClockFoot({ item, editor }: { item: Item; editor: ClockEditor }) {
  const { t } = useTranslation('review-clock');
  const { dirty, busy, result } = editor;
  const clear = t('clear');
  return (
    <footer className={styles.foot}>
      {editor.error !== null && <ErrorNote error={editor.error} title={t('notSaved')} />}
      <div className={styles.footButtons}>
        <Button
          className={styles.grow}
          variant={dirty && result.ok ? 'filled' : 'default'}
          disabled={!dirty || !result.ok}
          loading={busy}
          onClick={editor.save}
        >
          {t(dirty || item.timing === null ? 'save' : 'saved')}
        </Button>
        <Button disabled={!dirty} onClick={editor.discard}>
          {t('discard')}
        </Button>
        <Tooltip label={clear}>
          <Button px={7} aria-label={clear} disabled={item.timing === null || busy} onClick={editor.clear}>
            <IconTrash size={15} />
          </Button>
        </Tooltip>
      </div>
    </footer>
  );
});
