import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { marginText } from '../../../../shared/wall-text.ts';
import { useQueryCall } from '../../../host/query-call.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { visibleText } from '../../../lib/visible-escapes.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { useClockWords } from '../../../ui/marks/use-clock-words.ts';
import { recordedOf, wallClockOf } from '../../../ui/marks/wall-clock.ts';
import { type Position, useFrame } from '../position.ts';
import type { ClockDraft } from './clock-draft.ts';
import styles from './clock-panel.module.css';
import { referenceDraft } from './reference-draft.ts';

interface SameMomentProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly onTake: (taken: ClockDraft) => void;
}

/** "This picture shows the same moment as frame m of another recording", whose time of day is known. */
export function SameMoment({ item, index, position, onTake }: SameMomentProps) {
  const { t } = useTranslation('review-clock');
  const [otherId, setOther] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const list = useQueryCall('evidence.list', {}, { enabled: opened });
  const timed = (list.data ?? []).filter(
    (each) => each.id !== item.id && each.frames !== null && (each.timing !== null || each.recorded !== null),
  );
  const other = timed.find(({ id }) => id === otherId) ?? null;
  return (
    <details className={styles.details} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t('same.title')}</summary>
      {opened && (
        <>
          <p className={styles.hint}>{t('same.text')}</p>
          <Select
            label={t('same.recording')}
            placeholder={t(timed.length === 0 ? 'same.none' : 'same.choose')}
            disabled={timed.length === 0}
            searchable
            value={otherId}
            data={timed.map(({ id, originalName }) => ({ value: id, label: visibleText(originalName) }))}
            onChange={setOther}
          />
          {other && <OtherFrame key={other.id} item={other} index={index} position={position} onTake={onTake} />}
        </>
      )}
    </details>
  );
}

function OtherFrame({ item, index, position, onTake }: SameMomentProps) {
  const { t } = useTranslation('review-clock');
  const { units } = useClockWords();
  const language = useLanguage();
  const n = useFrame(position);
  const [typed, setTyped] = useState('');
  const frames = useQueryCall('evidence.frames', { id: item.id }, { structuralSharing: false });
  const m = /^\d[\d\s,\u00a0\u202f]*$/.test(typed.trim()) ? Number(typed.replace(/\D/g, '')) : null;
  const there = frames.data ?? null;
  const recorded = there && recordedOf(item, there);
  const inside = m !== null && there !== null && m < there.pts.length;
  const clock = recorded && inside ? wallClockOf(recorded, there, m) : null;
  const words = t('same.measured', { frame: m ?? 0, hash: item.sha256.slice(0, 16) });
  const taken =
    recorded && inside ? referenceDraft({ index: there, frame: m }, { index, frame: n }, recorded, words) : null;
  const last = there === null ? '' : formatNumber(there.pts.length - 1, language);
  return (
    <>
      {frames.error !== null && <ErrorNote error={frames.error} />}
      <TextInput
        label={t('same.frame', { last })}
        value={typed}
        maxLength={20}
        inputMode="numeric"
        error={typed.trim() !== '' && there !== null && !inside ? t('same.notThere', { last }) : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {clock && (
        <p className={styles.tagValue}>
          {`${clock.date} ${clock.time} ${clock.zone}`}
          {clock.within !== null && ` ± ${marginText(clock.within, units)}`}
        </p>
      )}
      <div className={styles.buttons}>
        <Button disabled={taken === null} onClick={() => taken && onTake(taken)}>
          {t('same.take', { frame: formatNumber(n, language) })}
        </Button>
      </div>
    </>
  );
}
