import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { type Position, useFrame } from '../position.ts';
import { type ClockDraft, expectedAt, readShown, withReading } from './clock-draft.ts';
import styles from './clock-panel.module.css';

interface ReadingFormProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly draft: ClockDraft;
  readonly onChange: (next: ClockDraft) => void;
  readonly onClose: () => void;
}

/** What the clock shows at the picture on screen, beginning with what it should show by what is known so far. */
export function ReadingForm({ item, index, position, draft, onChange, onClose }: ReadingFormProps) {
  const { t } = useTranslation('review-clock');
  const language = useLanguage();
  const n = useFrame(position);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => input.current?.focus(), []);
  const expected = expectedAt(draft, item, index, n);
  const text = typed ?? expected;
  const read = readShown(text, expected);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!read.ok) return;
    const reading = { frame: n, pts: index.pts[n] ?? 0, shown: read.shown };
    onChange(withReading({ ...draft, zone: read.zone ?? draft.zone }, reading));
    onClose();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        ref={input}
        label={t('reading.label', { frame: formatNumber(n, language) })}
        placeholder="2026-03-12 10:42:07"
        spellCheck={false}
        autoComplete="off"
        maxLength={60}
        value={text}
        error={text.trim() !== '' && !read.ok ? t('reading.unreadable') : undefined}
        classNames={{ input: styles.mono ?? '' }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <p className={styles.hint}>{t('reading.hint')}</p>
      <div className={styles.buttons}>
        <Button onClick={onClose}>{t('reading.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!read.ok}>
          {t('reading.take')}
        </Button>
      </div>
    </form>
  );
}
