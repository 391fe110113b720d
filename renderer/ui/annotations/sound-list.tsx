import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SOUND_KINDS, type SoundRedaction } from '../../../shared/annotation.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { CourseLane, useCourse } from './course-lane.tsx';
import { FrameRange } from './frame-range.tsx';
import { RedactionChoice } from './redaction-choice.tsx';
import { ShapeIcon } from './shape-icon.tsx';
import { ListedRow } from './shape-list.tsx';

interface SoundListProps {
  readonly editor: AnnotationEditor;
}

/** What of the mark's sound is not to be heard. */
export function SoundList({ editor }: SoundListProps) {
  const { t } = useTranslation('annotations');
  const { selected } = editor.store.use();
  const { sound } = editor.doc.annotations;
  const chosen = sound.find(({ id }) => id === selected);
  return (
    <section aria-label={t('sound')} className={styles.list}>
      <header className={styles.listHead}>
        <h3>{t('sound')}</h3>
        <Tooltip label={t('command.silence')}>
          <ActionIcon
            size={24}
            aria-label={t('command.silence')}
            disabled={!editor.doc.ready}
            onClick={editor.addSound}
          >
            <IconPlus size={15} />
          </ActionIcon>
        </Tooltip>
      </header>
      {sound.length === 0 && <p className={styles.quiet}>{t('allHeard')}</p>}
      {sound.map((each) => (
        <ListedRow
          key={each.id}
          editor={editor}
          one={each}
          icon={<ShapeIcon kind="sound" size={15} />}
          words={t(`kind.${each.kind}`)}
          hides
        />
      ))}
      {chosen && <SoundFields editor={editor} sound={chosen} />}
    </section>
  );
}

function SoundFields({ editor, sound }: SoundListProps & { readonly sound: SoundRedaction }) {
  const { t } = useTranslation('annotations');
  const { span } = editor;
  const now = useCourse(editor, sound);
  const put = (change: Partial<SoundRedaction>) => editor.putSound({ ...sound, ...change });
  return (
    <fieldset className={styles.fields} disabled={sound.locked}>
      <legend className={styles.hiddenLegend}>{t(`kind.${sound.kind}`)}</legend>
      <SegmentedControl
        fullWidth
        aria-label={t('soundKind')}
        disabled={sound.locked}
        value={sound.kind}
        data={SOUND_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => put({ kind: SOUND_KINDS.find((each) => each === kind) ?? sound.kind })}
      />
      {sound.kind === 'voice' ? <p className={styles.hint}>{t('voiceHint')}</p> : null}
      <FrameRange
        editor={editor}
        from={now.from}
        to={now.to}
        onChange={(from, to) => put({ from, to })}
        disabled={sound.locked}
      />
      {span !== null && <CourseLane editor={editor} one={now} span={span} />}
      <RedactionChoice key={sound.id} editor={editor} value={sound} onChange={put} disabled={sound.locked} />
    </fieldset>
  );
}
