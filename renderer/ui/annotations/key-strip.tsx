import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDiamond, IconDiamondFilled, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnotationShape } from '../../../shared/annotation.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { KeyLabel } from '../kbd.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { CourseLane } from './course-lane.tsx';
import { keyBeside, keyFramesOf } from './shape-keys.ts';
import { usePlace } from './use-place.ts';

interface KeyStripProps {
  readonly editor: AnnotationEditor;
  readonly shape: AnnotationShape;
}

/** The course of a shape in the mark: where it is shown, its keys, and where the reader stands. */
export function KeyStrip({ editor, shape }: KeyStripProps) {
  const { t } = useTranslation('annotations');
  const language = useLanguage();
  const n = usePlace(editor.place);
  const { span } = editor;
  if (span === null) return null;
  const frames = keyFramesOf(shape);
  const [from, to] = [shape.from ?? span.first, shape.to ?? span.last];
  const onKey = frames.includes(n);
  const isShown = n >= from && n <= to;
  return (
    <div className={styles.keys}>
      <div className={styles.keysHead}>
        <span className={styles.keysLabel}>
          {t('keys')} <span className="mono">{formatNumber(frames.length, language)}</span>
        </span>
        <StripTool
          label={t('command.previous-key')}
          keys="PageUp"
          disabled={keyBeside(shape, n, -1) === null}
          onPress={() => editor.goToKey(-1)}
        >
          <IconChevronLeft size={15} />
        </StripTool>
        <StripTool
          label={t('command.add-key')}
          keys="Shift+K"
          disabled={onKey || shape.locked || !isShown}
          onPress={editor.addKey}
        >
          {onKey ? <IconDiamondFilled size={13} /> : <IconDiamond size={13} />}
        </StripTool>
        <StripTool
          label={t('command.next-key')}
          keys="PageDown"
          disabled={keyBeside(shape, n, 1) === null}
          onPress={() => editor.goToKey(1)}
        >
          <IconChevronRight size={15} />
        </StripTool>
        <StripTool
          label={t('command.remove-key')}
          keys="Shift+Delete"
          disabled={!onKey || frames.length < 2 || shape.locked}
          onPress={editor.removeKey}
        >
          <IconTrash size={14} />
        </StripTool>
      </div>
      <CourseLane editor={editor} one={shape} span={span} />
    </div>
  );
}

interface StripToolProps {
  readonly label: string;
  readonly keys: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function StripTool({ label, keys, disabled, onPress, children }: StripToolProps) {
  return (
    <Tooltip label={<KeyLabel label={label} keys={keys} />}>
      <ActionIcon size={22} aria-label={label} disabled={disabled} onClick={onPress}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
